mod buy;
mod credit;
mod invariants;
mod offchain;
mod open;
mod sequences;
mod settle;
mod vectors;
