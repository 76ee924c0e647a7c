/** The API as a Fastify instance: what wraps every route first, then the features. */
import cookie from '@fastify/cookie';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { emailRoutes } from './accounts/email-routes.ts';
import { linkRoutes } from './accounts/link-routes.ts';
import { passwordRoutes } from './accounts/password-routes.ts';
import { peopleSessionRoutes } from './accounts/people-session-routes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { secondFactorRoutes } from './accounts/second-factor-routes.ts';
import { sessionRoutes } from './accounts/session-routes.ts';
import { registerWho } from './accounts/who.ts';
import { announcementRoutes } from './announcements/routes.ts';
import { registerLectureActs } from './audit/lecture-acts.ts';
import { auditRoutes } from './audit/routes.ts';
import { captionDraftRoutes } from './captions/draft-routes.ts';
import { captionRoutes } from './captions/routes.ts';
import { transcriptionRoutes } from './captions/transcription-routes.ts';
import { uncaptionedRoutes } from './captions/uncaptioned-routes.ts';
import { accountLectureRoutes } from './catalogue/account-lecture-routes.ts';
import { bulkRoutes } from './catalogue/bulk-routes.ts';
import { courseRoutes } from './catalogue/course-routes.ts';
import { lectureRoutes } from './catalogue/lecture-routes.ts';
import { certificateRoutes } from './certificates/routes.ts';
import type { Context } from './context.ts';
import { handoutRoutes } from './handouts/routes.ts';
import { registerManifest } from './head/manifest.ts';
import { registerSitemap } from './head/sitemap.ts';
import { refuseAddress, registerErrorReplies } from './http/error-replies.ts';
import { registerFrontEnd } from './http/front-end.ts';
import { registerHardening } from './http/hardening.ts';
import { registerHealth } from './http/health.ts';
import { BODY_LIMIT, HANDLER_MS, registerLimits } from './http/limits.ts';
import { registerMetrics, registerTimes } from './http/metrics.ts';
import { registerOpenApi } from './http/openapi.ts';
import { registerRequestId, requestIdOf } from './http/request-id.ts';
import { registerSameOrigin } from './http/same-origin.ts';
import { registerValidation } from './http/validation.ts';
import { institutionRoutes } from './institution/routes.ts';
import { learnerRoutes } from './learners/routes.ts';
import { createMetrics } from './metrics.ts';
import { noteRoutes } from './notes/routes.ts';
import { operationsRoutes } from './operations/routes.ts';
import { mediaRoutes } from './playback/media-routes.ts';
import { posterRoutes } from './playback/poster-routes.ts';
import { proposalRoutes } from './playback/proposal-routes.ts';
import { playbackRoutes } from './playback/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { courseProgressRoutes } from './progress/course-routes.ts';
import { progressRoutes } from './progress/routes.ts';
import { ruleRoutes } from './progress/rule-routes.ts';
import { qualityRoutes } from './quality/routes.ts';
import { questionRoutes } from './questions/routes.ts';
import { eventRoutes } from './recordings/event-routes.ts';
import { recordingRoutes } from './recordings/routes.ts';
import { ssoRoutes } from './sso/routes.ts';
import { statisticsExportRoutes } from './statistics/export-routes.ts';
import { statisticsRoutes } from './statistics/routes.ts';
import { surveyRoutes } from './surveys/routes.ts';

/** Builds the API on a context. It listens to nothing yet: tests `inject` into it. */
export async function buildApp(context: Context): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = context.log;
  const app = fastify({
    loggerInstance: logger,
    genReqId: requestIdOf(context.config.trustProxy.length > 0),
    childLoggerFactory: (log) => log, // each line names its request by itself
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    handlerTimeout: HANDLER_MS,
    trustProxy: context.config.trustProxy.length > 0 ? context.config.trustProxy : false,
    requestTimeout: 0, // a recording takes hours to arrive; slow headers are cut off by Node's own timer
    forceCloseConnections: true,
    frameworkErrors: refuseAddress,
    routerOptions: { maxParamLength: 500 },
  });

  registerRequestId(app);
  const metrics = createMetrics(context);
  registerTimes(app, metrics);
  registerValidation(app);
  registerErrorReplies(app);
  await app.register(cookie);
  registerSameOrigin(app, context.config.publicUrl);
  registerWho(app, context);
  await registerLimits(app);
  registerLectureActs(app, context);
  await registerHardening(app, context.config);
  await registerOpenApi(app);
  registerHealth(app, context);
  registerMetrics(app, metrics, context.config);
  for (const routes of FEATURES) await app.register(routes(context));
  registerSitemap(app, context);
  registerManifest(app, context);
  await registerFrontEnd(app, context);
  return app;
}

const FEATURES = [
  accountRoutes,
  linkRoutes,
  passwordRoutes,
  emailRoutes,
  sessionRoutes,
  peopleSessionRoutes,
  secondFactorRoutes,
  ssoRoutes,
  privacyRoutes,
  institutionRoutes,
  announcementRoutes,
  questionRoutes,
  courseRoutes,
  lectureRoutes,
  bulkRoutes,
  accountLectureRoutes,
  recordingRoutes,
  eventRoutes,
  playbackRoutes,
  captionRoutes,
  captionDraftRoutes,
  transcriptionRoutes,
  uncaptionedRoutes,
  mediaRoutes,
  posterRoutes,
  proposalRoutes,
  progressRoutes,
  courseProgressRoutes,
  qualityRoutes,
  ruleRoutes,
  surveyRoutes,
  handoutRoutes,
  noteRoutes,
  certificateRoutes,
  statisticsRoutes,
  statisticsExportRoutes,
  learnerRoutes,
  auditRoutes,
  operationsRoutes,
];
