/** The mail that tells a lecture's manager what became of a recording. Pure. */
import type { NoticeOutcome } from '../database/schema/recording-notices.ts';
import { type Mail, oneLine } from '../mail/mail.ts';
import { failureMessage } from './failures.ts';
import type { Notice } from './notices.ts';

const NEWS: Record<NoticeOutcome, { subject: string; ko: string; en: string }> = {
  ready: {
    subject: '변환 완료 · Ready',
    ko: '올리신 강의 영상의 변환이 끝났습니다.',
    en: 'The recording you uploaded is ready.',
  },
  rejected: {
    subject: '영상 확인 필요 · Not accepted',
    ko: '올리신 영상으로는 강의를 만들 수 없습니다.',
    en: 'The recording you uploaded cannot become a lecture.',
  },
  failed: {
    subject: '변환 실패 · Failed',
    ko: '강의 영상을 변환하지 못했습니다.',
    en: 'The recording you uploaded could not be transcoded.',
  },
};

/**
 * @param institution whose platform it is
 * @param origin where people open it, without a slash at its end
 */
export function noticeMail(notice: Notice, institution: string, origin: string): Mail {
  const { recordingId, outcome, email, code, lecture, createdAt } = notice;
  const news = NEWS[outcome];
  const todo = outcome === 'ready' ? null : failureMessage(code ?? '');
  const title = oneLine(lecture.title);
  // what is ready is watched; what is not is mended in the studio
  const address = `${origin}${outcome === 'ready' ? '' : '/studio'}/lectures/${lecture.id}`;
  const lines = [
    `${news.ko}`,
    ...(todo ? [todo.ko] : []),
    '',
    `강의: ${title}`,
    `주소: ${address}`,
    '',
    `이 메일은 스튜디오에서 ‘이메일 받기’를 켠 담당자에게 보냅니다. 끄는 곳: ${origin}/studio`,
    '',
    '----------',
    '',
    `${news.en}`,
    ...(todo ? [todo.en] : []),
    '',
    `Lecture: ${oneLine(lecture.titleEn) || title}`,
    `Address: ${address}`,
    '',
    `You receive this because you turned e-mails on in the studio. Turn them off at ${origin}/studio`,
    '',
    institution,
    '',
  ];
  return {
    id: `${recordingId}.${outcome}.${createdAt.getTime()}`,
    from: institution,
    to: email,
    subject: `[${institution}] ${news.subject}: ${title}`,
    text: lines.join('\n'),
  };
}
