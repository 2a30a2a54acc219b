/** `request` is the request that was not sent: `PUT accounts`. */
type Request = {readonly request: string};
type RefusedId = Request & {readonly id: string};
type RefusedField = Request & {readonly key: string};

/** Ukrainian: reasons why a request is refused before it is sent. */
export const unsafeRequestMessages = {
	'unsafe-empty-list': ({request}: Request) =>
		`${request}: порожній список ідентифікаторів означав би читання всіх записів.`,
	'unsafe-nobody': ({request}: Request) => `${request}: без ідентифікатора це стосувалося б усіх.`,
	'unsafe-identifier': ({request, id}: RefusedId) => `${request}: портал не прийме «${id}» таким, як воно є.`,
	'unsafe-mac': ({request, id}: RefusedId) => `${request}: портал сприйняв би «${id}» як MAC.`,
	'unsafe-resource': ({resource}: {readonly resource: string}) => `Ресурсу з назвою «${resource}» не буває.`,
	'unsafe-address': ({resource}: {readonly resource: string}) =>
		`Адреса ${resource} дійшла б до порталу спотвореною.`,
	'unsafe-path': ({path}: {readonly path: string}) =>
		`GET ${path}: шлях — це ресурс і після однієї «/» ідентифікатори: accounts/100001,100002.`,
	'unsafe-reboot': ({request}: Request) =>
		`${request}: «reboot» надсилається лише один. Разом з іншим полем портал змінить усі приставки.`,
	'unsafe-field': ({request, key}: RefusedField) => `${request}: поле не може називатися «${key}».`,
	'unsafe-text-for-list': ({request, key}: RefusedField) =>
		`${request}: «${key}» — це список. Одиночний текст стер би його.`,
	'unsafe-empty-value': ({request, key}: RefusedField) =>
		`${request}: у «${key}» мають бути значення, і жодного порожнього. Надіслати порталу порожній список не можна.`,
	'unsafe-sql': ({request, key}: RefusedField) => `${request}: портал виконав би значення «${key}» як SQL.`,
	'unsafe-empty-plan': ({request}: Request) =>
		`${request}: з порожнім «tariff_plan» портал зупиниться на півдорозі, вже змінивши статус.`,
	'unsafe-stb-mac': ({request}: Request) =>
		`${request}: «stb_mac» має виглядати як 00:1A:79:AA:BB:CC. Портал цього не перевіряє.`,
	'unsafe-body': ({request}: Request) => `${request}: портал не читає того, що надіслано з цим запитом.`,
};
