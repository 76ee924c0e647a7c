/** Why a recording did not become a lecture, in words that staff can act on. */
import type { FailureCode, RejectionCode } from '../contract/vocabulary.ts';

const MESSAGES: Record<RejectionCode | FailureCode, { ko: string; en: string }> = {
  empty: {
    ko: '파일이 비어 있습니다. 원본 파일을 확인하고 다시 올려 주세요.',
    en: 'The file is empty. Check the original and upload it again.',
  },
  format: {
    ko: '동영상 파일이 아니거나 지원하지 않는 형식입니다. MP4, MOV, MKV, WebM, MTS, AVI, WMV 파일을 올려 주세요.',
    en: 'This is no video file, or of a format that is not supported. Upload MP4, MOV, MKV, WebM, MTS, AVI or WMV.',
  },
  codec: {
    ko: '지원하지 않는 코덱으로 만든 영상입니다. H.264 등 널리 쓰는 형식으로 저장해 다시 올려 주세요.',
    en: 'The video uses a codec that is not supported. Save it in a common one such as H.264 and upload it again.',
  },
  pixels: {
    ko: '화면 크기가 너무 큽니다. 8K(7680×4320) 이하로 저장해 다시 올려 주세요.',
    en: 'The picture is too large. Save it at 8K (7680×4320) or less and upload it again.',
  },
  duration: {
    ko: '영상 길이를 알 수 없거나 너무 깁니다. 12시간 이하로 나누어 올려 주세요.',
    en: 'The length is unknown or too long. Split the video into parts of at most 12 hours.',
  },
  streams: {
    ko: '파일 안에 영상·음성 트랙이 너무 많습니다. 하나씩만 담아 다시 저장해 주세요.',
    en: 'The file holds too many tracks. Save it with one video and one audio track.',
  },
  truncated: {
    ko: '파일이 끝까지 저장되지 않았습니다. 카메라나 메모리 카드의 원본에서 다시 복사해 올려 주세요.',
    en: 'The file is cut off. Copy it again from the camera or memory card and upload it.',
  },
  joined: {
    ko: '여러 영상을 그대로 이어 붙인 파일이라 일부가 빠질 수 있습니다. 클립을 하나씩 올리거나, 영상 편집 프로그램에서 하나로 합쳐 다시 올려 주세요.',
    en: 'The file is several clips put together byte by byte, so parts of it would be lost. Upload the clips one by one, or join them in a video editor.',
  },
  damaged: {
    ko: '파일이 깨져 영상을 대부분 읽을 수 없습니다. 카메라나 메모리 카드의 원본에서 다시 복사해 올려 주세요.',
    en: 'The file is damaged: most of its picture cannot be read. Copy it again from the camera or memory card and upload it.',
  },
  no_video: {
    ko: '파일에 영상이 없습니다. 화면이 담긴 파일을 올려 주세요.',
    en: 'The file has no picture. Upload a file that has one.',
  },
  ffmpeg: {
    ko: '변환 도구가 멈췄습니다. 다시 시도하고, 되풀이되면 관리자에게 알려 주세요.',
    en: 'The transcoder stopped. Try again, and tell the administrator if it happens again.',
  },
  timeout: {
    ko: '변환이 너무 오래 걸려 멈췄습니다. 다시 시도해 주세요.',
    en: 'The transcode took too long and was stopped. Try again.',
  },
  storage: {
    ko: '저장소에 쓸 수 없었습니다. 잠시 후 다시 시도해 주세요.',
    en: 'The storage could not be written. Try again in a while.',
  },
  disk_full: {
    ko: '변환 서버의 저장 공간이 부족합니다. 관리자에게 알려 주세요.',
    en: 'The transcoding machine is out of disk space. Tell the administrator.',
  },
  internal: {
    ko: '변환 중 문제가 생겼습니다. 다시 시도하고, 되풀이되면 관리자에게 알려 주세요.',
    en: 'Something went wrong. Try again, and tell the administrator if it happens again.',
  },
};

/** @param code a rejection's or failure's, as the database keeps it */
export function failureMessage(code: string): { ko: string; en: string } {
  return isCode(code) ? MESSAGES[code] : MESSAGES.internal;
}

const isCode = (code: string): code is keyof typeof MESSAGES => Object.hasOwn(MESSAGES, code);
