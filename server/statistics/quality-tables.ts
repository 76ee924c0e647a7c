/** Tables of quality of experience as they leave the house. Pure. */
import type { QualityNumbers, SiteQuality } from '../contract/quality-statistics.ts';
import { BROWSER_NAMES, DEVICE_NAMES, ERROR_NAMES, SYSTEM_NAMES } from './names.ts';
import { suppressed, WITHHELD } from './suppression.ts';
import { type Cell, type Table, thousandths } from './tables.ts';

const HEADINGS = [
  ...['시작 시간 중앙값(초)', '시작 시간 90%(초)', '시작하지 못한 시청 비율', '끊긴 시청 비율'],
  ...['본 1시간당 끊긴 시간(초)', '오류가 난 시청 비율'],
];

export const devicesTable = ({ devices }: Pick<SiteQuality, 'devices'>): Table =>
  table('기기별', '기기', devices, ({ device }) => DEVICE_NAMES[device]);

export const browsersTable = ({ browsers }: SiteQuality): Table =>
  table('브라우저별', '브라우저', browsers, ({ browser }) => BROWSER_NAMES[browser]);

export const systemsTable = ({ systems }: SiteQuality): Table =>
  table('운영체제별', '운영체제', systems, ({ system }) => SYSTEM_NAMES[system]);

/** Shares and times of few sessions would tell of each of them: they are withheld with the count. */
function table<T extends QualityNumbers>(
  name: string,
  heading: string,
  items: readonly T[],
  nameOf: (item: T) => string,
): Table {
  const sessions = suppressed(items.map((item) => item.sessions));
  const [first] = items;
  return {
    name,
    headings: [
      ...[heading, '시청', ...HEADINGS],
      ...(first?.rungs ?? []).map(({ rung }) => `${rung}p 재생 시간(초)`),
      ...(first?.errors ?? []).map(({ kind }) => ERROR_NAMES[kind]),
    ],
    rows: items.map((item, nth) => {
      const shown = sessions[nth] ?? null;
      const cells = cellsOf(item);
      return [nameOf(item), shown, ...(typeof shown === 'string' ? cells.map(() => WITHHELD) : cells)];
    }),
  };
}

function cellsOf(numbers: QualityNumbers): Cell[] {
  const { startupMedian, startupP90, unstartedShare, stalledShare, stalledPerHour, failedShare } = numbers;
  return [
    ...[startupMedian, startupP90, unstartedShare, stalledShare, stalledPerHour, failedShare].map(
      thousandths,
    ),
    ...numbers.rungs.map(({ watchSeconds }) => Math.round(watchSeconds)),
    ...numbers.errors.map(({ count }) => count),
  ];
}
