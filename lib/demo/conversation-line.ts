import type { Draft } from '@/lib/demo/draft';

const DAY = 86_400;
const clock: string[] = [];
const dates = new Map<number, string>();

/** Seconds since 1970 as `2024-01-27T08:15:59Z`; cached by day and by second, since millions are written. */
function iso(seconds: number): string {
  const day = Math.floor(seconds / DAY);
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * DAY * 1000).toISOString().slice(0, 11);
    dates.set(day, date);
  }
  const second = seconds - day * DAY;
  let time = clock[second];
  if (time === undefined) {
    time = new Date(second * 1000).toISOString().slice(11, 19);
    clock[second] = time;
  }
  return `${date + time}Z`;
}

/** One line of JSON. Written by hand: every value is plain ASCII made here, and JSON.stringify takes three times as long. */
export function conversationLine(c: Draft): string {
  let line = `{"type":"conversation","id":"${c.id}","customer_id":"${c.customer_id}","started_at":"${iso(c.started_at)}"`;
  if (c.ended_at >= 0) line += `,"ended_at":"${iso(c.ended_at)}"`;
  if (c.first_reply_at >= 0) line += `,"first_reply_at":"${iso(c.first_reply_at)}"`;
  line += `,"channel":"${c.channel}","market":"${c.market}"`;
  if (c.language) line += `,"language":"${c.language}"`;
  if (c.intent) line += `,"intent":"${c.intent}"`;
  if (c.complexity) line += `,"complexity":"${c.complexity}"`;
  line += `,"first_handler":"${c.first_handler}","ai_involved":${c.ai_involved},"human_involved":${c.human_involved},"outcome":"${c.outcome}"`;
  if (c.outcome_basis) line += `,"outcome_basis":"${c.outcome_basis}"`;
  if (c.human_requested_at >= 0) line += `,"human_requested_at":"${iso(c.human_requested_at)}"`;
  if (c.human_joined_at >= 0) line += `,"human_joined_at":"${iso(c.human_joined_at)}"`;
  if (c.human_agent) line += `,"human_agent":"${c.human_agent}"`;
  if (c.escalation_reason) line += `,"escalation_reason":"${c.escalation_reason}"`;
  if (c.handle_seconds >= 0) line += `,"handle_seconds":${c.handle_seconds}`;
  if (c.csat >= 0) line += `,"csat":${c.csat},"csat_at":"${iso(c.csat_at)}"`;
  if (c.ai_cost >= 0) line += `,"ai_cost":${c.ai_cost}`;
  if (c.ai_version) line += `,"ai_version":"${c.ai_version}"`;
  if (c.agent_pool) line += `,"agent_pool":"${c.agent_pool}"`;
  return `${line}}\n`;
}
