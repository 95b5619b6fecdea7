//! The in-memory registry of registry-testkit: PORT.

use registry_testkit::{RegistryConfig, RegistryServer};

#[tokio::main]
async fn main() {
    let port = std::env::args().nth(1).and_then(|given| given.parse().ok()).expect("a port");
    let _server = RegistryServer::new(RegistryConfig::memory().with_port(port)).await.expect("a free port");
    std::future::pending::<()>().await
}
