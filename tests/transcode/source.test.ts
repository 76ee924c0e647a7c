/** What a file is taken for, and what is measured of it, by tables. */
import { describe, expect, test } from 'vitest';
import { mayBeCut } from '../../transcode/copy.ts';
import { decide } from '../../transcode/decide.ts';
import { Rejection } from '../../transcode/failures.ts';
import { gainOf, readLoudness, windowsOf } from '../../transcode/loudness.ts';
import { endsOf, keysApart, readPacketLines, zerosAtEnd } from '../../transcode/packet-ends.ts';
import { readSource } from '../../transcode/source.ts';

describe('what ffprobe says', () => {
  const video = {
    index: 0,
    codec_type: 'video',
    codec_name: 'h264',
    width: 640,
    height: 360,
    r_frame_rate: '25/1',
    avg_frame_rate: '25/1',
    start_time: '1.5',
    duration: '10',
  };
  const audio = {
    index: 1,
    codec_type: 'audio',
    codec_name: 'aac',
    channels: 2,
    start_time: '1.48',
    duration: '10.1',
  };
  const told = (streams: object[], format: object = {}) =>
    JSON.stringify({
      streams,
      format: { format_name: 'mov,mp4', duration: '10', start_time: '1.48', ...format },
    });
  const code = (json: string) => {
    try {
      readSource(json);
      return 'accepted';
    } catch (error) {
      return error instanceof Rejection ? error.code : `${error}`;
    }
  };

  test.each([
    ['no JSON', 'x', 'format'],
    ['no container', '{}', 'format'],
    ['a cover alone', told([{ ...video, disposition: { attached_pic: 1 } }]), 'no_video'],
    ['an unknown codec', told([{ ...video, codec_name: 'ffv1' }]), 'codec'],
    ['no codec', told([{ ...video, codec_name: undefined }]), 'codec'],
    ['no size', told([{ ...video, width: 0 }]), 'codec'],
    ['too many pixels', told([{ ...video, width: 8192, height: 8192 }]), 'pixels'],
    ['one side too long', told([{ ...video, width: 20000, height: 100 }]), 'pixels'],
    ['a day', told([video], { duration: '86400' }), 'duration'],
    ['nothing', told([video], { duration: '0' }), 'duration'],
    ['a hundred streams', told([video], { nb_streams: 100 }), 'streams'],
    ['a video', told([video, audio]), 'accepted'],
  ])('%s → %s', (_name, json, expected) => {
    expect(code(json)).toBe(expected);
  });

  test('the default tracks are taken, the others counted, what cannot be decoded is passed over', () => {
    const source = readSource(
      told([
        { ...audio, index: 0, codec_name: 'apac' },
        { ...video, index: 1 },
        { ...audio, index: 2 },
        { ...audio, index: 3, disposition: { default: 1 } },
      ]),
    );
    expect(source).toMatchObject({ video: { index: 1 }, audio: { index: 3 }, audioTracks: 3 });
  });

  // by the names of ffprobe, not by those of the decoders
  test.each(['amr_nb', 'amr_wb', 'dts', 'truehd', 'pcm_dvd', 'pcm_alaw'])(
    'sound in %s is heard',
    (codec_name) => {
      expect(readSource(told([video, { ...audio, codec_name }])).audio).not.toBeNull();
    },
  );

  test.each([
    ['turned', { side_data_list: [{ rotation: -90 }] }, 360, 640],
    ['upside down', { side_data_list: [{ rotation: 180 }] }, 640, 360],
    ['wide pixels', { sample_aspect_ratio: '4:3' }, 853, 360],
    ['senseless pixels', { sample_aspect_ratio: '1:100' }, 640, 360],
    ['unknown pixels', { sample_aspect_ratio: '0:1' }, 640, 360],
  ])('shown: %s', (_name, more, width, height) => {
    expect(readSource(told([{ ...video, ...more }])).video).toMatchObject({ width, height });
  });

  test('the lecture begins with the picture, unless sound begins well before it', () => {
    const plan = (videoStart: string, audioStart: string) => {
      const source = readSource(
        told([
          { ...video, start_time: videoStart },
          { ...audio, start_time: audioStart },
        ]),
      );
      return decide(source, new Map([[0, 11.5]]), false).probe.startTime;
    };
    expect(plan('1.5', '1.48')).toBe(1.5);
    expect(plan('1.5', '0.2')).toBe(0.2);
    expect(plan('1.5', '3')).toBe(1.5);
  });

  test('packets that end too early are a truncated file; sound may go on after the picture', () => {
    const source = readSource(told([video, audio]));
    expect(() => decide(source, new Map(), false)).toThrow(/truncated/);
    expect(() => decide(source, new Map([[0, 8]]), false)).toThrow(/truncated/);
    expect(
      decide(
        source,
        new Map([
          [0, 11.5],
          [1, 11.6],
        ]),
        false,
      ).frames / 25,
    ).toBe(10);
    expect(
      decide(
        source,
        new Map([
          [0, 11.5],
          [1, 14.5],
        ]),
        false,
      ).frames / 25,
    ).toBe(13);
  });

  test('a tag that says 11 h makes no lecture of 11 h; one that says what the packets cannot is believed', () => {
    const format = { format_name: 'matroska,webm', start_time: '0', duration: '8.05' };
    const tagged = (DURATION: string) => ({
      ...video,
      start_time: '0',
      duration: undefined,
      tags: { DURATION },
    });
    const seconds = (tag: string, ends: [number, number][]) => {
      const { probe, frames } = decide(readSource(told([tagged(tag), audio], format)), new Map(ends), false);
      return [frames / 25, probe.pictureSeconds];
    };
    expect(
      seconds('11:00:08.0', [
        [0, 8.02],
        [1, 8.05],
      ])[0],
    ).toBeCloseTo(8.04, 2);
    expect(seconds('11:00:08.0', [[1, 8.05]])[0]).toBeCloseTo(8.04, 2);
    expect(
      seconds('00:00:08.04', [
        [0, 8],
        [1, 8.05],
      ])[0],
    ).toBeCloseTo(8.04, 2);
  });

  test('a clock that is before 0 from beginning to end', () => {
    const past = { ...video, start_time: '-12', duration: '10' };
    const source = readSource(told([past], { format_name: 'mpegts', start_time: '-12' }));
    const ends = endsOf(readPacketLines('packet,0,-2.5,0.5\npacket,0,-3,0.5\n'));
    expect(ends).toEqual(new Map([[0, -2]]));
    expect(decide(source, ends, false).frames).toBe(250);
  });

  test('ends of packets', () => {
    const lines = ['0,1.0,0.5', '1,9.25,N/A', '0,0.5,0.5', '2,N/A,N/A', '0,0.9'];
    const csv = ['0,0.003,23,adler32:0', ...lines.map((line) => `packet,${line}`), ''].join('\n');
    expect(endsOf(readPacketLines(csv))).toEqual(
      new Map([
        [0, 1.5],
        [1, 9.25],
      ]),
    );
  });
});

test('how far key frames of the picture are apart, at most', () => {
  const lines = [
    '0,1.5,0.5,90,K_',
    '1,1.6,0.02,9,K_',
    '0,2,0.5,9,__',
    '0,6.25,0.5,90,K_',
    '1,9,0.02,9,K_',
    '0,8,0.5,90,K_',
  ];
  const packets = readPacketLines(lines.map((line) => `packet,${line},adler32:6a8909af`).join('\n'));
  expect(keysApart(packets, 0)).toBe(4.75);
  expect(keysApart(packets.slice(0, 3), 0)).toBe(0);
});

test.each([
  [0, true],
  [8, true],
  [8.033, false],
])('key frames %s s apart', (seconds, cut) => expect(mayBeCut(seconds)).toBe(cut));

describe('pictures of which nothing but zeros is left', () => {
  const empty = (stream: number, from: number) => `packet,${stream},${from},1,100000,adler32:86af0001`;
  const whole = (stream: number, from: number) => `packet,${stream},${from},1,100000,adler32:86af0002`;
  test.each([
    ['none', [whole(0, 5), whole(0, 6)], 0],
    ['the last two of three seconds, in the order of decoding', [whole(0, 5), empty(0, 7), empty(0, 6)], 2],
    [
      'all that was read, with its flags',
      [empty(0, 5).replace(',adler', ',K_,adler')],
      Number.POSITIVE_INFINITY,
    ],
    ['all that was read', [empty(0, 5), empty(0, 6)], Number.POSITIVE_INFINITY],
    ['in the middle alone', [empty(0, 5), whole(0, 6)], 0],
    ['silence', [whole(0, 5), empty(1, 6), empty(1, 7)], 0],
    ['pictures of one byte, as before', [whole(0, 5), 'packet,0,6,1,1,adler32:00010001'], 0],
    ['no picture at all', [empty(1, 5)], 0],
  ])('%s', (_name, lines, seconds) => {
    expect(zerosAtEnd(readPacketLines(lines.join('\n')), 0)).toBe(seconds);
  });
});

describe('loudness', () => {
  test.each([
    [10, [0], 10],
    [60, [0], 60],
    [600, [0, 66, 132, 198, 264, 330, 396, 462, 528, 594], 6],
  ])('windows over %d s', (duration, starts, length) => {
    expect(windowsOf(duration)).toEqual({ starts, length });
  });

  test.each([
    ['quiet', { integrated: -26, truePeak: -15 }, 10],
    ['loud', { integrated: -10, truePeak: 0.5 }, -6],
    ['quiet with a clap', { integrated: -26, truePeak: -3 }, 2],
    ['almost nothing', { integrated: -60, truePeak: -50 }, 20],
    ['silence', null, 0],
  ])('gain: %s', (_name, loudness, gain) => {
    expect(gainOf(loudness)).toBe(gain);
  });

  test('what ebur128 prints', () => {
    const printed =
      'Summary:\n\n  Integrated loudness:\n    I:         -20.2 LUFS\n    Threshold: -30.3 LUFS\n\n  True peak:\n    Peak:       -3.6 dBFS\n';
    expect(readLoudness(printed)).toEqual({ integrated: -20.2, truePeak: -3.6 });
    expect(readLoudness(printed.replace('-20.2', '-70.0').replace('-3.6', '-inf'))).toBeNull();
    expect(readLoudness('')).toBeNull();
  });
});
