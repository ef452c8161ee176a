import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributesOfHash } from '../../internal/embed/hash-attributes.js';
import { partnerOrigin } from '../../internal/embed/partner.js';

test('a frame talks with the origin that its address names, or with the one that opened it', () => {
  assert.equal(partnerOrigin('?embed=https://school.example', 'https://other.example/page'), 'https://school.example');
  assert.equal(partnerOrigin('?embed', 'https://other.example:8443/a/page?q=1'), 'https://other.example:8443');
  assert.equal(partnerOrigin('?embed=', 'http://127.0.0.1:4000/'), 'http://127.0.0.1:4000');
});

test('a frame that knows neither talks with nobody', () => {
  for (const [search, referrer] of [
    ['?embed', ''],
    ['?embed=*', 'https://other.example/'],
    ['?embed=null', 'https://other.example/'],
    ['?embed=javascript:alert(1)', ''],
    ['?embed=file:///etc', ''],
    ['?embed', 'about:blank'],
  ]) {
    assert.equal(partnerOrigin(search ?? '', referrer ?? ''), null, `${search} ${referrer}`);
  }
});

test('a link becomes the attributes of the element', () => {
  const { attributes, unknown } = attributesOfHash('#variant=cgan&lr_g=0.001&d-steps=2&controls=&locked=variant,seed&hidden=charts&autoplay=&lang=ru&theme=dark&stage&nothing=1');
  assert.deepEqual(Object.fromEntries(attributes), {
    variant: 'cgan',
    'lr-g': '0.001',
    'd-steps': '2',
    controls: '',
    locked: 'variant,seed',
    hide: 'charts',
    autoplay: '',
    lang: 'ru',
    theme: 'dark',
  });
  assert.deepEqual(unknown, ['nothing']);
});

test('a link that says false of a flag has no flag; an option is told that it is off', () => {
  const { attributes, unknown } = attributesOfHash('#autoplay=false&feature_matching=false&minibatch-stddev=true');
  assert.deepEqual([Object.fromEntries(attributes), unknown], [{ 'feature-matching': 'false', 'minibatch-stddev': 'true' }, []]);
  for (const set of ['autoplay', 'autoplay=', 'autoplay=true']) assert.ok(attributesOfHash(`#${set}`).attributes.has('autoplay'), set);
});

test('a link cannot reach what is no attribute of the element', () => {
  const { attributes } = attributesOfHash('#onclick=alert(1)&style=x&assets=https://evil.example/&id=x');
  assert.deepEqual([...attributes], []);
});
