/**
 * The colours are the reader's own (Windows calls it 고대비): backgrounds and shadows are gone, and what they told is
 * told by lines and system colours.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/browser.ts';
import { watchKnown } from '../support/known-viewing.ts';
import { watchableLecture } from '../support/lectures.ts';
import { openPeople } from '../support/people.ts';
import { openStage } from '../support/site.ts';

/** `LECTURE` and `COURSE` stand for what there is. */
const PAGES = {
  nobody: ['/', '/lectures', '/lectures/LECTURE', '/courses', '/courses/COURSE', '/sign-in'],
  resident: ['/', '/lectures/LECTURE', '/courses/COURSE', '/my', '/account'],
} as const;
type Person = keyof typeof PAGES;
/** More than one page of the list. */
const LECTURES = 14;
/** Presses of Tab: past the header, into the page. */
const STEPS = 24;

const { site, browser, close } = await openStage();
let people: Awaited<ReturnType<typeof openPeople<Person>>>;
afterAll(close);

beforeAll(async () => {
  const { courseId, lectureIds } = await watchKnown(site);
  const staff = await site.as('staff');
  for (let nth = 0; nth < LECTURES; nth++)
    await watchableLecture(site.context, staff, { title: `강의 ${nth}` });
  const resident = await site.as('resident');
  const [lectureId = ''] = lectureIds;
  const session = (await resident('POST', '/api/playback-sessions', { lectureId })).body;
  site.time.now = new Date(site.time.now.getTime() + 40_000);
  const segments = [{ seq: 0, from: 0, to: 40, rate: 1, elapsedMs: 40_000 }];
  await resident('POST', `/api/playback-sessions/${session.id}/played`, { segments, position: 40 });
  const found = { LECTURE: lectureId, COURSE: courseId };
  const cookies = { nobody: {}, resident: resident.cookies };
  people = await openPeople<Person>(site, browser, cookies, found, { forcedColors: 'active' });
});

/** What nobody could see: bars as their tracks, buttons without an edge, what is chosen like what is not, icons like their ground. */
const unseen = (page: Page) =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement | SVGElement>('body *')].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0,
    );
    const named = (element: Element) => element.outerHTML.slice(0, 120);
    const ground = (element: Element | null): string => {
      if (!element) return 'rgb(255, 255, 255)';
      const { backgroundColor } = getComputedStyle(element);
      return /^rgba.*, 0\)$/.test(backgroundColor) ? ground(element.parentElement) : backgroundColor;
    };
    const edged = (style: CSSStyleDeclaration, behind: string) =>
      (['Top', 'Bottom', 'Left', 'Right'] as const).some(
        (side) =>
          Number.parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Color`] !== behind,
      );
    // what tells one from the other where there are no colours of ours
    const look = (element: Element) => {
      const { backgroundColor, color, borderTopColor, borderBottomColor, borderLeftColor, borderTopWidth } =
        getComputedStyle(element);
      const { fontWeight, textDecorationLine, outlineStyle } = getComputedStyle(element);
      const before =
        getComputedStyle(element, '::before').content + getComputedStyle(element, '::after').content;
      const lines = [borderTopColor, borderBottomColor, borderLeftColor, borderTopWidth];
      return [backgroundColor, color, ...lines, fontWeight, textDecorationLine, outlineStyle, before].join();
    };
    return shown.flatMap((element) => {
      const style = getComputedStyle(element);
      const faults: string[] = [];
      const behind = ground(element.parentElement);
      const isFill = /(^|[^a-z])_?(fill|seen)_/.test(String(element.getAttribute('class')));
      if (isFill && style.backgroundColor === behind) faults.push(`bar: ${named(element)}`);
      const isButton = /_button_.* _(primary|secondary|tertiary|danger)_/.test(
        String(element.getAttribute('class')),
      );
      if (isButton && !edged(style, behind)) faults.push(`button: ${named(element)}`);
      if (
        element.matches(
          '[aria-current]:not([aria-current="false"]), [aria-selected="true"], [aria-pressed="true"]',
        )
      ) {
        const peers = [
          ...(element.closest('ul, ol, nav, [role="tablist"], div')?.querySelectorAll(element.localName) ??
            []),
        ];
        const other = peers.find(
          (peer) => peer !== element && !peer.matches('[aria-current], [aria-selected="true"]'),
        );
        if (other && look(other) === look(element)) faults.push(`chosen: ${named(element)}`);
      }
      if (element instanceof SVGSVGElement && style.color === ground(element))
        faults.push(`icon: ${named(element)}`);
      return faults;
    });
  });

/** What has the focus, when no ring is seen around it or what holds it. */
const ringless = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused.matches('video, iframe')) return null;
    const ringed = (element: Element | null): boolean => {
      if (!element || element === document.body) return false;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      const seen =
        outlineStyle !== 'none' &&
        Number.parseFloat(outlineWidth) >= 1 &&
        !/^rgba.*, 0\)$/.test(outlineColor);
      return seen || ringed(element.parentElement);
    };
    return ringed(focused) ? null : focused.outerHTML.slice(0, 160);
  });

describe.each(Object.keys(PAGES) as Person[])('%s', (person) => {
  test.each(PAGES[person])('%s', async (path) => {
    const page = await people.open(person, path);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await unseen(page), `${path} at ${width} px`).toEqual([]);
    }
    expect(await accessibilityFaults(page), path).toEqual([]);
    const rings: string[] = [];
    for (let step = 0; step < STEPS; step++) {
      await page.keyboard.press('Tab');
      const fault = await ringless(page);
      if (fault) rings.push(fault);
    }
    expect(rings, `focus on ${path}`).toEqual([]);
    await page.close();
  });
});
