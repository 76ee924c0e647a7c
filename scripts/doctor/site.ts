/** What people reach: the address, the proxy, mails, figures for operators. */
import { connect } from 'node:net';
import type { Config } from '../../server/config.ts';
import { about, type Finding, reasonOf } from './finding.ts';

/** ms for an answer. */
const PATIENCE_MS = 10_000;
const isOwn = (url: string) => /^(localhost|127\.|\[::1\])/.test(new URL(url).host);

/** What settings alone tell. Pure. */
export function lookAtSettings({ publicUrl, trustProxy, metricsToken, mail }: Config): Finding[] {
  const settings = about('설정 · Settings');
  const findings: Finding[] = [];
  if (isOwn(publicUrl)) {
    findings.push(
      settings.look(
        `MADANG_PUBLIC_URL이 이 컴퓨터입니다(${publicUrl}). 사람들이 쓰는 주소로 바꿔 주세요.`,
        `MADANG_PUBLIC_URL is this machine (${publicUrl}): set the address that people use.`,
      ),
    );
  } else {
    if (!publicUrl.startsWith('https:')) {
      findings.push(
        settings.bad(
          'MADANG_PUBLIC_URL이 https가 아닙니다. 비밀번호가 그대로 오갑니다. TLS를 켜 주세요.',
          'MADANG_PUBLIC_URL is no https address: passwords travel as they are. Have a proxy end TLS.',
        ),
      );
    }
    if (trustProxy.length === 0) {
      findings.push(
        settings.look(
          '앞에 프록시가 있다면 TRUST_PROXY에 그 주소를 적어 주세요. 없으면 모두가 한 사람으로 보입니다.',
          'With a proxy in front, TRUST_PROXY must name it: without it everybody looks like one person.',
        ),
      );
    }
    if (!metricsToken) {
      findings.push(
        settings.look(
          'METRICS_TOKEN이 없어 /metrics를 아무도 읽지 못합니다.',
          'Without METRICS_TOKEN nobody can read /metrics.',
        ),
      );
    }
  }
  if (!mail.smtp) {
    findings.push(
      settings.look(
        'SMTP_URL이 없어 메일이 파일로만 남습니다. 가입과 비밀번호 찾기가 되지 않습니다.',
        'Without SMTP_URL mails are kept as files: nobody can sign up or choose a new password by themselves.',
      ),
    );
  }
  return findings.length > 0 ? findings : [settings.good(publicUrl, publicUrl)];
}

/** Whether the mail server takes connections. */
export async function lookAtMail({ mail }: Config): Promise<Finding[]> {
  if (!mail.smtp) return [];
  const { host, port } = mail.smtp;
  const at = about('메일 · Mail');
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect({ host, port, timeout: PATIENCE_MS });
  socket.once('connect', () => resolve());
  socket.once('timeout', () => reject(new Error('no answer')));
  socket.once('error', reject);
  try {
    await promise;
    return [at.good(`${host}:${port}`, `${host}:${port}`)];
  } catch (error) {
    const why = reasonOf(error);
    return [
      at.bad(
        `${host}:${port}에 연결되지 않습니다(${why}). SMTP_URL과 방화벽을 확인해 주세요.`,
        `${host}:${port} does not answer (${why}): check SMTP_URL and the firewall.`,
      ),
    ];
  } finally {
    socket.destroy();
  }
}

/** What the API says of itself, at the address that people use. */
export async function lookAtApi({ publicUrl }: Config): Promise<Finding[]> {
  const api = about('서버 · API');
  try {
    const reply = await fetch(`${publicUrl}/readyz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const parts = Object.entries((await reply.json()) as Record<string, string>);
    const wrong = parts
      .filter(([name, is]) => name !== 'status' && is !== 'ok')
      .map((part) => part.join(': '));
    if (reply.ok && wrong.length === 0) return [api.good(publicUrl, publicUrl)];
    const which = wrong.join(', ') || `HTTP ${reply.status}`;
    return [api.bad(`/readyz가 알립니다: ${which}`, `/readyz tells of ${which}`)];
  } catch (error) {
    const why = reasonOf(error);
    return [
      api.bad(
        `${publicUrl}/readyz가 답하지 않습니다(${why}). 서버와 프록시를 확인해 주세요.`,
        `${publicUrl}/readyz does not answer (${why}): look at the API, then at the proxy.`,
      ),
    ];
  }
}
