import { describe, expect, it } from '@jest/globals';
import { maskSecrets } from '../../core/mask-secrets.ts';

describe('a URL in a log', () => {
  it.each([
    // HubSpot's token request, marketstack, the National Park Service.
    [
      'https://api.hubapi.com/oauth/v1/token?grant_type=refresh_token&client_id=id&client_secret=s3&refresh_token=r',
      'https://api.hubapi.com/oauth/v1/token?grant_type=refresh_token&client_id=id&client_secret=***&refresh_token=***',
    ],
    ['/v1/eod?access_key=abc&symbols=AAPL', '/v1/eod?access_key=***&symbols=AAPL'],
    ['/api/v1/parks?limit=3&api_key=abc&start=0', '/api/v1/parks?limit=3&api_key=***&start=0'],
    ['/a?apikey=1&api-key=2&apiKey=3&X-API-Key=4', '/a?apikey=***&api-key=***&apiKey=***&X-API-Key=***'],
    [
      '/a?key=1&token=2&id_token=3&password=4&sig=5',
      '/a?key=***&token=***&id_token=***&password=***&sig=***',
    ],
    ['/callback?code=abc&state=xyz', '/callback?code=***&state=xyz'],
    [
      '/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a%2Fb&X-Amz-Date=1&X-Amz-Security-Token=t&X-Amz-Signature=f0',
      '/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=***&X-Amz-Date=1&X-Amz-Security-Token=***&X-Amz-Signature=***',
    ],
    ['/b/k?AWSAccessKeyId=a&Signature=b&Expires=1', '/b/k?AWSAccessKeyId=***&Signature=***&Expires=1'],
    ['/a?client%5Fsecret=s&%63ode=c', '/a?client%5Fsecret=***&%63ode=***'],
    ['/a?user[password]=p&auth.token=t', '/a?user[password]=***&auth.token=***'],
    [
      '/a?client_assertion=j&assertion=j&SAMLResponse=x',
      '/a?client_assertion=***&assertion=***&SAMLResponse=***',
    ],
    ['/a?token=1=2&token=', '/a?token=***&token='],
    ['http://user:pass@host.test/a?b=c', 'http://***@host.test/a?b=c'],
    ['/oauth/v1/access-tokens/abc?x=1', '/oauth/v1/access-tokens/***?x=1'],
    ['/oauth/v1/refresh-tokens/abc', '/oauth/v1/refresh-tokens/***'],
    ['/a?b=1#access_token=t&state=s', '/a?b=1#access_token=***&state=s'],
  ])('%s is written as %s', (url, written) => {
    expect(maskSecrets(url)).toBe(written);
  });

  it.each([
    '/',
    '',
    '*',
    'host.test:443',
    '/a?key',
    '/a?',
    '/a?&&=&x',
    '/a?%=%E0%A4%A&b=%',
    // Places in a list, names of things, and codes that tell nothing.
    '/a?page_token=1&next_token=2&continuation-token=3&pageToken=4&NextToken=5&sync_token=6&cursor=7',
    '/a?key-marker=k&max-keys=5&sort_key=name&primary_key=id&partitionKey=p&keyword=w&monkey=m',
    '/a?country_code=US&currencyCode=EUR&zip_code=1&station_codes=K&code_challenge=c&code_challenge_method=S256',
    '/a?tokens=5&max_tokens=5&author=a&signed=true&design=d&passenger=p&token_type=bearer&key_id=1',
    '/pagination/keyset?scroll_param=abc&updated_since=2026-01-01T00:00:00Z',
    '/tokens/abc/access-tokens',
    'http://host.test/a@b?c=d@e',
  ])('%s is written as it is', (url) => {
    expect(maskSecrets(url)).toBe(url);
  });
});
