//! The whole economy in any order: hardware, feeds, the dollar, its treasury, the vault, loans and
//! their sales, against a model that knows the protocol and not the code.
//!
//! | module | what it has |
//! |---|---|
//! | `world` | the chain, its people, and how its time passes |
//! | `acts`, `comes` | what may happen, and what that comes to when its turn comes |
//! | `chance`, `offers`, `exits`, `hardware` | what is made up: numbers and times, loans and bills, sales and claims, racks |
//! | `deeds` | calls of the runtime with their origins |
//! | `model` | the economy in exact fractions |
//! | `laws` | what holds after every deed and every block |
//! | `play` | any acts in any order |
//! | `attacker` | one who chooses the order of all that anybody may call, and his twin |

mod acts;
mod attacker;
mod chance;
mod comes;
mod deeds;
mod exits;
mod hardware;
mod laws;
mod model;
mod offers;
mod play;
mod world;
