# One image for API and worker. Built with: docker build -t madang .

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /madang
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node --input-type=module --eval "await (await import('/madang/scripts/setup/front-end.mjs')).buildFrontEnd()" \
  && npm prune --omit=dev --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg tini util-linux \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /madang
COPY --from=build /madang/package.json ./
COPY --from=build /madang/node_modules ./node_modules
COPY --from=build /madang/dist ./dist
COPY server ./server
COPY shared ./shared
COPY transcode ./transcode
COPY migrations ./migrations
COPY scripts ./scripts
RUN mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production MADANG_DATA=/data MADANG_HOST=0.0.0.0
VOLUME /data
EXPOSE 3000
# ffmpegs of a worker that is killed are buried by it
ENTRYPOINT ["tini", "--"]
CMD ["node_modules/.bin/node", "server/main.ts"]
