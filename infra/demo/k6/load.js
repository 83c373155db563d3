// k6 run infra/demo/k6/load.js        TARGET=http://127.0.0.1:8000 is where it goes
import http from 'k6/http';
import { check } from 'k6';

const target = __ENV.TARGET || 'http://127.0.0.1:8000';

export const options = {
  scenarios: {
    growing: {
      executor: 'ramping-arrival-rate',
      startRate: 1,
      timeUnit: '1s',
      preAllocatedVUs: 50,
      maxVUs: 200,
      stages: [
        { duration: '2m', target: 10 },
        { duration: '5m', target: 20 },
        { duration: '2m', target: 40 },
        { duration: '1m', target: 0 },
      ],
    },
  },
  thresholds: { http_req_duration: ['p(99)<1000'] },
};

export default function () {
  const answer = http.post(`${target}/process`, JSON.stringify(['load']), { headers: { 'Content-Type': 'application/json' } });
  check(answer, { 'answered well': (r) => r.status === 200 });
}
