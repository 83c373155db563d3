// k6 run infra/demo/k6/realistic-load.js     a week as people live it, in an hour; HOURS=168 plays it in real time
// The shape is that of infra/demo/Load/LoadPattern.cs, which says why; a test holds the two together.
import http from 'k6/http';
import { check } from 'k6';

const target = __ENV.TARGET || 'http://127.0.0.1:8000';
const peak = Number(__ENV.PEAK || 20);
const hours = Number(__ENV.HOURS || 1);

// [hour of the peak, its height as a share of the busiest, its width in hours]
const workingDay = [[10.5, 1.0, 1.6], [15.5, 0.85, 1.8], [20.5, 0.45, 1.6]];
const weekend = [[12.5, 0.45, 3.0], [19.5, 0.5, 2.6]];
const night = 0.05;

function bells(day, hour) {
  const shape = day % 7 === 0 || day % 7 === 6 ? weekend : workingDay;
  return shape.reduce((sum, [at, height, width]) => sum + height * Math.exp(-(((hour - at) / width) ** 2) / 2), 0);
}

// Day 0 is a Sunday.
export function rate(day, hour) {
  return peak * Math.max(night, bells(day, hour) + bells(day + 6, hour + 24) + bells(day + 1, hour - 24));
}

// An hour of the week is a stage.
const stages = [];
for (let hour = 0; hour < 7 * 24; hour++) {
  stages.push({ duration: `${Math.max(1, Math.round((hours * 3600) / (7 * 24)))}s`, target: Math.round(rate(Math.floor(hour / 24), hour % 24)) });
}

export const options = {
  scenarios: {
    week: { executor: 'ramping-arrival-rate', startRate: 1, timeUnit: '1s', preAllocatedVUs: 50, maxVUs: 500, stages },
  },
};

export default function () {
  const answer = http.post(`${target}/process`, JSON.stringify(['load']), { headers: { 'Content-Type': 'application/json' } });
  check(answer, { 'answered well': (r) => r.status === 200 });
}
