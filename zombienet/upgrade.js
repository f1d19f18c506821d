// Sets the code in UPGRADE_WASM by sudo, and waits for it. The code is a later version of the
// runtime; with UPGRADE_UNCHECKED=1 any, the same one too.
const fs = require("fs");

async function run(name, network) {
	const path = process.env.UPGRADE_WASM;
	if (!path) throw new Error("name the new runtime in UPGRADE_WASM");
	const node = network.nodesByName[name];
	const api = await zombie.connect(node.wsUri, node.userDefinedTypes);
	const alice = new zombie.Keyring({ type: "sr25519" }).addFromUri("//Alice");
	const code = `0x${fs.readFileSync(path).toString("hex")}`;
	const unchecked = process.env.UPGRADE_UNCHECKED === "1";
	const set = unchecked ? api.tx.system.setCodeWithoutChecks(code) : api.tx.system.setCode(code);
	const call = api.tx.sudo.sudoUncheckedWeight(set, { refTime: 1, proofSize: 1 });
	return new Promise((done, fail) => {
		call.signAndSend(alice, ({ events, status, dispatchError }) => {
			if (dispatchError) fail(new Error(dispatchError.toString()));
			const failed = events.find(({ event }) => event.method === "Sudid" && event.data[0].isErr);
			if (failed) fail(new Error(JSON.stringify(failed.event.data.toHuman())));
			const updated = events.some(({ event }) => event.method === "CodeUpdated");
			if (status.isInBlock && !updated) fail(new Error("the code is not updated"));
			if (status.isFinalized) done(1);
		}).catch(fail);
	});
}

module.exports = { run };
