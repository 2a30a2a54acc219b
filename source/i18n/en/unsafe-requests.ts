/** `request` is the request that was not sent: `PUT accounts`. */
type Request = {readonly request: string};
type RefusedId = Request & {readonly id: string};
type RefusedField = Request & {readonly key: string};

/** English: reasons why a request is refused before it is sent. */
export const unsafeRequestMessages = {
	'unsafe-empty-list': ({request}: Request) =>
		`${request}: an empty list of identifiers would read everything.`,
	'unsafe-nobody': ({request}: Request) => `${request}: without an identifier it would mean all.`,
	'unsafe-identifier': ({request, id}: RefusedId) =>
		`${request}: the portal would not take “${id}” as it is.`,
	'unsafe-mac': ({request, id}: RefusedId) => `${request}: the portal would take “${id}” for a MAC.`,
	'unsafe-resource': ({resource}: {readonly resource: string}) =>
		`“${resource}” is not the name of a resource.`,
	'unsafe-address': ({resource}: {readonly resource: string}) =>
		`The address of ${resource} would not arrive as it is.`,
	'unsafe-path': ({path}: {readonly path: string}) =>
		`GET ${path}: a path is a resource, and identifiers behind one “/”: accounts/100001,100002.`,
	'unsafe-reboot': ({request}: Request) =>
		`${request}: “reboot” travels alone. With another field the portal changes every box.`,
	'unsafe-field': ({request, key}: RefusedField) => `${request}: a field cannot be called “${key}”.`,
	'unsafe-text-for-list': ({request, key}: RefusedField) =>
		`${request}: “${key}” is a list. A single text would wipe it.`,
	'unsafe-empty-value': ({request, key}: RefusedField) =>
		`${request}: “${key}” must have values, none of them empty. The portal cannot be sent an empty list.`,
	'unsafe-sql': ({request, key}: RefusedField) =>
		`${request}: the portal would run the value of “${key}” as SQL.`,
	'unsafe-empty-plan': ({request}: Request) =>
		`${request}: an empty “tariff_plan” fails half-way, after the status was changed.`,
	'unsafe-stb-mac': ({request}: Request) =>
		`${request}: “stb_mac” must look like 00:1A:79:AA:BB:CC. The portal checks nothing.`,
	'unsafe-body': ({request}: Request) => `${request}: the portal does not read what is sent with it.`,
};
