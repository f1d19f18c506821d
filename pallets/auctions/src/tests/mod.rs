mod buy;
mod invariants;
mod open;
mod sequences;
mod settle;
mod vectors;
