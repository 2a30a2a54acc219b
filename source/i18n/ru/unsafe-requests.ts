/** `request` is the request that was not sent: `PUT accounts`. */
type Request = {readonly request: string};
type RefusedId = Request & {readonly id: string};
type RefusedField = Request & {readonly key: string};

/** Russian: reasons why a request is refused before it is sent. */
export const unsafeRequestMessages = {
	'unsafe-empty-list': ({request}: Request) =>
		`${request}: пустой список идентификаторов означал бы чтение всех записей.`,
	'unsafe-nobody': ({request}: Request) => `${request}: без идентификатора это касалось бы всех.`,
	'unsafe-identifier': ({request, id}: RefusedId) => `${request}: портал не примет «${id}» как есть.`,
	'unsafe-mac': ({request, id}: RefusedId) => `${request}: портал принял бы «${id}» за MAC.`,
	'unsafe-resource': ({resource}: {readonly resource: string}) => `Ресурса с именем «${resource}» не бывает.`,
	'unsafe-address': ({resource}: {readonly resource: string}) =>
		`Адрес ${resource} дошёл бы до портала искажённым.`,
	'unsafe-path': ({path}: {readonly path: string}) =>
		`GET ${path}: путь — это ресурс и после одной «/» идентификаторы: accounts/100001,100002.`,
	'unsafe-reboot': ({request}: Request) =>
		`${request}: «reboot» отправляется только один. Вместе с другим полем портал изменит все приставки.`,
	'unsafe-field': ({request, key}: RefusedField) => `${request}: поле не может называться «${key}».`,
	'unsafe-text-for-list': ({request, key}: RefusedField) =>
		`${request}: «${key}» — это список. Одиночный текст стёр бы его.`,
	'unsafe-empty-value': ({request, key}: RefusedField) =>
		`${request}: в «${key}» должны быть значения, и ни одного пустого. Отправить порталу пустой список нельзя.`,
	'unsafe-sql': ({request, key}: RefusedField) => `${request}: портал выполнил бы значение «${key}» как SQL.`,
	'unsafe-empty-plan': ({request}: Request) =>
		`${request}: с пустым «tariff_plan» портал остановится на полпути, уже сменив статус.`,
	'unsafe-stb-mac': ({request}: Request) =>
		`${request}: «stb_mac» должен иметь вид 00:1A:79:AA:BB:CC. Портал этого не проверяет.`,
	'unsafe-body': ({request}: Request) => `${request}: портал не читает того, что отправлено с этим запросом.`,
};
