/** The head of a page as HTML, for whoever does not run its script: messengers that show a card, search engines. Pure. */

import type { Institution } from '../contract/institution.ts';

export type Head = {
  /** whose site it is */
  institution: Institution;
  /** of the page; null for the site's own */
  title: string | null;
  description: string;
  /** path of the page's one address, beginning with `/` */
  path: string;
  /** whether search engines may list it */
  listed: boolean;
  type: 'website' | 'article' | 'video.other';
  /** path of a picture of what the page is about: the first that it shows */
  image: string | null;
  /** schema.org, as JSON-LD */
  data: object | null;
};

/** What the site is called: `경기도 협치학교 마당`. */
export const siteTitle = ({ name, site }: Institution): string => `${name} ${site}`;

/** Characters of a description: what messengers and search engines show of it. */
const LONGEST = 160;

/** Text on one line, as long as anybody shows it. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const signs = [...line];
  return signs.length <= LONGEST
    ? line
    : `${signs
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`;
}

/** @param publicUrl origin as browsers see it */
export function headMarkup(head: Head, publicUrl: string): string {
  const { institution, description, path, listed, type, image, data } = head;
  const site = siteTitle(institution);
  const title = head.title ? `${head.title} | ${site}` : site;
  const lines = [
    `<title>${escaped(title)}</title>`,
    named('description', description),
    ...(listed
      ? [`<link rel="canonical" href="${escaped(publicUrl + path)}" />`]
      : [named('robots', 'noindex')]),
    property('og:site_name', site),
    property('og:locale', 'ko_KR'),
    property('og:type', type),
    property('og:title', head.title ?? site),
    property('og:description', description),
    property('og:url', publicUrl + path),
    ...(image ? [property('og:image', publicUrl + image)] : []),
    named('twitter:card', image ? 'summary_large_image' : 'summary'),
    ...(data ? [`<script type="application/ld+json">${scriptText(data)}</script>`] : []),
    // data, which no browser runs: the page's own script reads it before the first paint
    `<script type="application/json" id="institution">${scriptText(institution)}</script>`,
  ];
  return lines.join('\n    ');
}

const named = (name: string, content: string) => `<meta name="${name}" content="${escaped(content)}" />`;
const property = (name: string, content: string) =>
  `<meta property="${name}" content="${escaped(content)}" />`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** JSON in which nothing ends the element that it stands in. */
const scriptText = (data: object): string => JSON.stringify(data).replace(/</g, '\\u003c');
