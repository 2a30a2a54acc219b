/** Parameters of an address: those of libpq (PostgreSQL 18, *Parameter Key Words*), whether this program uses them or not, and `query_timeout` of the driver. */
const known: ReadonlySet<string> = new Set(
	`host hostaddr port dbname user password passfile require_auth channel_binding connect_timeout client_encoding options application_name
	fallback_application_name keepalives keepalives_idle keepalives_interval keepalives_count tcp_user_timeout replication gssencmode sslmode requiressl
	sslnegotiation sslcompression sslcert sslkey sslkeylogfile sslpassword sslcertmode sslrootcert sslcrl sslcrldir sslsni requirepeer
	ssl_min_protocol_version ssl_max_protocol_version min_protocol_version max_protocol_version krbsrvname gsslib gssdelegation scram_client_key
	scram_server_key service servicefile target_session_attrs load_balance_hosts oauth_issuer oauth_client_id oauth_client_secret oauth_scope
	query_timeout`.split(/\s+/),
);

/** The first parameter that psql would refuse; `null` where there is none. */
export const unknownParameter = (query: URLSearchParams): string | null =>
	[...query.keys()].find(name => !known.has(name)) ?? null;
