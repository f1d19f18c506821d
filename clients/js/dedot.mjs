// dedot.
import assert from 'node:assert/strict';
import * as chain from './chain.mjs';

const { UNIT, say } = chain;

// ANCHOR: connect
import { DedotClient, WsProvider } from 'dedot';

const client = await DedotClient.new(new WsProvider(chain.url));
// ANCHOR_END: connect
const { specName, specVersion } = client.runtimeVersion;
say('connected', `${specName} ${specVersion}`);

const { apis, pallets, types } = client.metadata.latest;
const variants = (it) => (it ? types[it.typeId ?? it].typeDef.value.members : []);
const described = pallets.flatMap((pallet) =>
	Object.entries({
		calls: variants(pallet.calls),
		events: variants(pallet.event),
		errors: variants(pallet.error),
		storage: pallet.storage?.entries ?? [],
		constants: pallet.constants,
		views: pallet.viewFunctions,
	}).flatMap(([kind, all]) => all.map((it) => [kind, pallet.name, it.name, it.docs])));
const asked = apis.flatMap((it) => it.methods.map((method) => ({ of: it.name, ...method })));
chain.described([...described, ...asked.map((it) => ['questions', it.of, it.name, it.docs])]);

const ferdie = await chain.key('//Ferdie');
const shop = (await chain.key('//Ferdie//dedot')).address;

// ANCHOR: balance
const balance = async (who) => (await client.query.assets.account([1, who]))?.balance ?? 0n;
// ANCHOR_END: balance
const [before, held] = [await balance(ferdie.address), await balance(shop)];

// ANCHOR: transfer
const call = client.tx.assets.transferKeepAlive(1, shop, 5n * UNIT);
const sent = await call.signAndSend(ferdie).untilFinalized();
// ANCHOR_END: transfer
assert.equal(sent.dispatchError, undefined);
const transferred = sent.events.map(({ event }) => event).find(client.events.assets.Transferred.is);
assert.equal(transferred.palletEvent.data.amount, 5n * UNIT);
assert.equal(await balance(shop), held + 5n * UNIT);
assert.equal(await balance(ferdie.address), before - 5n * UNIT);
say('transfer', '5 USDai, final, fee in CAL');

// ANCHOR: fee
const assetId = {
	parents: 0,
	interior: { type: 'X2', value: [{ type: 'PalletInstance', value: 20 }, { type: 'GeneralIndex', value: 1n }] },
};
const paid = await call.signAndSend(ferdie, { assetId }).untilFinalized();
// ANCHOR_END: fee
assert.equal(paid.dispatchError, undefined);
const fee = paid.events.map(({ event }) => event).find(client.events.assetTxPayment.AssetTxFeePaid.is).palletEvent.data;
assert.deepEqual([fee.who.address(), fee.assetId], [ferdie.address, assetId]);
assert.equal(await balance(ferdie.address), before - 10n * UNIT - fee.actualFee);
say('fee', `${chain.dollars(fee.actualFee)} USDai`);

// ANCHOR: ask
const price = await client.call.vaultApi.sharePrice();
const frozen = await client.view.usdai.isFrozen(ferdie.address);
// ANCHOR_END: ask
assert(price);
assert.equal(frozen, false);
const plain = (value) => {
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
	// An enum without data is a text.
	if ('type' in value) return 'value' in value ? { type: value.type, value: plain(value.value) } : value.type;
	return Object.fromEntries(Object.entries(value).map(([name, it]) => [chain.camel(name), plain(it)]));
};
const lower = (name) => name[0].toLowerCase() + name.slice(1);
const own = asked.filter((it) => chain.apis.includes(it.of));
for (const { of, name, inputs } of own) {
	const args = chain.answer(`${of}.${name}`, inputs.map((it) => it.name));
	await client.call[lower(of)][chain.camel(name)](...args.map(plain));
}
say('asked', `${own.length} questions of ${chain.apis.length} runtime APIs`);
let views = 0;
for (const pallet of pallets.filter((it) => chain.pallets.includes(it.name))) {
	for (const { name, inputs } of pallet.viewFunctions) {
		const args = chain.answer(`${pallet.name}.${name}`, inputs.map((it) => it.name));
		await client.view[lower(pallet.name)][chain.camel(name)](...args.map(plain));
		views += 1;
	}
}
say('viewed', `${views} view functions`);

// What a user sees when it cannot work.
const rich = await client.tx.assets.transfer(1, shop, 10n ** 30n).signAndSend(ferdie).untilFinalized();
const { pallet, name } = client.registry.findErrorMeta(rich.dispatchError);
assert.equal(`${pallet}.${name}`, 'Assets.BalanceLow');
// Not 0, which dedot takes for no nonce.
await assert.rejects(() => call.signAndSend(ferdie, { nonce: 1 }), /Invalid Tx: Invalid - Stale/);
const strange = { parents: 1, interior: { type: 'Here' } };
await assert.rejects(() => call.signAndSend(ferdie, { assetId: strange }), /Invalid Tx: Invalid - Payment/);
say('refused', 'too much, stale nonce, fee in a strange asset');
await client.disconnect();
