// An OpenID provider that shares no line with Signet. Takes anybody who types an address, asks for consent, and tells its
// relying party when somebody signs out. Says where it is in its first line, and ends with its standard input.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const [redirectUri, logoutUri, clientSecret, accessTokenSeconds] = process.argv.slice(2);

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'signet',
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        backchannel_logout_uri: logoutUri,
        backchannel_logout_session_required: true,
      },
    ],
    cookies: { keys: ['only for tests'] },
    claims: { email: ['email', 'email_verified'], openid: ['sub'], profile: ['name'] },
    features: { backchannelLogout: { enabled: true }, revocation: { enabled: true } },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: true, name: 'Grace Hopper' }),
    }),
    httpOptions: () => ({ signal: AbortSignal.timeout(20000) }),
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
    pkce: { required: () => true },
    ttl: { AccessToken: Number(accessTokenSeconds), Grant: 3600, IdToken: 600, Interaction: 600, Session: 3600 },
  });
  for (const event of ['server_error', 'backchannel.error', 'grant.error', 'authorization.error']) {
    provider.on(event, (...details) => console.error(event, ...details.filter((it) => it instanceof Error)));
  }
  provider.on('backchannel.success', () => console.error('backchannel.success'));
  server.on('request', provider.callback());
  console.log(issuer);
});
