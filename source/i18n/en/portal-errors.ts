/** `asked` is the request, `GET accounts/1`; `portal` its address. */
type PortalRequest = {readonly portal: string; readonly asked: string};

/** English: errors of requests to the portal. */
export const portalErrorMessages = {
	'stalker-unreachable': ({portal, asked, reason}: PortalRequest & {readonly reason: string}) =>
		`${portal} cannot be reached (${asked}): ${reason}.`,
	'network-nobody': () => 'connection refused. Check STALKER_URL, and that the portal’s web server runs',
	'network-cut': () => 'the connection was cut off',
	'network-cut-in-answer': () => 'the connection was cut off in the middle of the answer',
	'network-far': () => 'the network does not get there',
	'network-no-net': () => 'there is no way to its network',
	'network-no-way': () => 'there is no way to its host',
	'network-no-names': () => 'the name server does not answer',
	'network-no-host': () => 'there is no host of this name. Check STALKER_URL',
	'network-not-tls': () =>
		'it does not speak TLS there. Check whether the address starts with http:// or https://',
	'network-not-http': () => 'it does not speak HTTP there. Check STALKER_URL',
	'network-untrusted': ({detail}: {detail: string}) =>
		`its certificate is not trusted (${detail}). If the portal has an authority of its own, name the file of its certificate (--ca-file)`,
	'stalker-timeout': ({portal, asked, seconds, writes}: PortalRequest & {seconds: number; writes: boolean}) =>
		`${portal} did not answer ${asked} within ${seconds} s.${writes ? ' Whether it was carried out is not known.' : ''}`,
	'stalker-unauthorized': ({portal, asked}: PortalRequest) =>
		`${portal} does not accept the login and password (${asked}). Check STALKER_LOGIN and STALKER_PASSWORD.`,
	'stalker-disabled': ({portal}: {portal: string}) =>
		`The API of ${portal} is not enabled. Set enable_api = true in the portal’s custom.ini.`,
	'stalker-refused': ({asked, answer}: {asked: string; answer: string}) =>
		`The portal refuses ${asked}: ${answer}.`.replace(/([.!?])\.$/, '$1'),
	'stalker-not-applied': ({asked}: {asked: string}) =>
		`The portal changed nothing on ${asked}: there is no such record, or there was nothing to change.`,
	/** `excerpt` is the beginning of the response, `hint` what to do; `''` where there is none. */
	'stalker-invalid-response': ({
		portal,
		asked,
		reason,
		excerpt,
		hint,
	}: PortalRequest & {readonly reason: string; readonly excerpt: string; readonly hint: string}) =>
		`${portal} answered ${asked} with ${reason}${excerpt === '' ? '' : `: “${excerpt}”`}.${hint === '' ? '' : ` ${hint}`}`,
	'garbled-encoding': () => 'bytes that are not UTF-8',
	'garbled-empty': () => 'an empty page',
	'garbled-broken': () => 'a document that breaks off',
	'garbled-foreign': () => 'something else than the API’s JSON',
	'garbled-no-list': () => 'something else than a list',
	'no-account-record': () =>
		'The portal answered with something that is no account, so nothing is known of it. Read the list again.',
	'hint-utf8': () => 'Some record in the portal’s database is probably not valid UTF-8.',
	'hint-memory': () => 'Raise memory_limit in the portal’s php.ini.',
	'hint-time': () => 'Raise max_execution_time in the portal’s php.ini.',
	'hint-htaccess': () =>
		'The login is right: the portal’s api/v1/.htaccess is too old. Take the one of Stalker 5.0.3.',
	'hint-address': ({url}: {url: string}) =>
		`Check that STALKER_URL is the address of a Stalker portal: ${url} was asked.`,
	'hint-403': () => 'The portal’s web server forbids it.',
	'hint-502': () => 'The web server in front of the portal has no answer from it.',
	'hint-503': () => 'The portal is overloaded or under maintenance.',
	'hint-504': () => 'The web server in front of the portal did not wait for it: raise its timeout.',
	'stalker-too-large': ({portal, asked, megabytes}: PortalRequest & {readonly megabytes: number}) =>
		`The answer of ${portal} to ${asked} is longer than ${megabytes} MB and was not read.`,
	/** `location` is `''` where the portal sent none. */
	'stalker-redirected': ({portal, asked, location}: PortalRequest & {readonly location: string}) =>
		`${portal} redirects ${asked} ${location === '' ? 'elsewhere' : `to ${location}`}. Set STALKER_URL to the portal’s real address.`,
	'portal-unencrypted': ({portal}: {readonly portal: string}) =>
		`${portal} is reached over http://: the password travels unencrypted.`,
	'url-login': () =>
		'The portal’s address must not hold a login or password. Give them as STALKER_LOGIN and STALKER_PASSWORD.',
	'url-end': () => 'The portal’s address must end before “?” and “#”.',
	'url-start': () =>
		'The portal’s address must start with http:// or https:// and a host. It looks like http://tv.example.net/stalker_portal.',
	'url-unreadable': () =>
		'The portal’s address cannot be understood. It looks like http://tv.example.net/stalker_portal.',
};
