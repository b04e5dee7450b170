//! The site on real hosts: nginx with the file of `hosting/`, and Cloudflare Pages as its own tool runs
//! it, each held to what `end2end/hosting.spec.mjs` and `security.spec.mjs` say of a host.

use crate::{
    browser::{Browser, NODE_OF_WRANGLER, ensure_packages, is_node, playwright},
    process::{apt_install, can_apt_install, command, on_path, root, run as run_command, say},
    site,
    suite::Outcome,
};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Where `hosting/nginx.conf` expects the site.
const IN_FILE: &str = "/var/www/http-codes";

/// How long a host may take to start.
const PATIENCE: Duration = Duration::from_secs(60);

/// Puts what is in `dist/` on each host that can be had here, and holds it to the tests.
///
/// # Errors
/// A host does not start, or does not behave.
pub fn run() -> Result<Outcome> {
    let browser = Browser::ensure()?;
    let mut tried = 0;
    for host in [nginx, cloudflare_pages] {
        let Some(host) = host()? else { continue };
        tried += 1;
        let mut tests = playwright();
        browser.tell(&mut tests);
        tests.args(["test", "hosting.spec.mjs"]);
        if site::base().is_empty() {
            tests.arg("security.spec.mjs");
        }
        tests.env("BASE_URL", &host.address).env("HOST", host.name);
        run_command(&mut tests).with_context(|| format!("on {}", host.name))?;
    }
    Ok(match tried {
        0 => Outcome::Skipped,
        1 => Outcome::InPart,
        _ => Outcome::Passed,
    })
}

/// A host that runs until this is dropped.
struct Host {
    name: &'static str,
    address: String,
    process: Child,
}

impl Host {
    fn start(name: &'static str, port: u16, command: &mut Command) -> Result<Host> {
        let started = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
        let process = started.with_context(|| format!("{name} cannot be started"))?;
        let address = format!("http://127.0.0.1:{port}{}", site::base());
        let mut host = Host { name, address, process };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Some(status) = host.process.try_wait()? {
                bail!("{name} ended at once ({status})");
            }
            if start.elapsed() > PATIENCE {
                bail!("{name} did not listen within {} s", PATIENCE.as_secs());
            }
            thread::sleep(Duration::from_millis(50));
        }
        say(format!("{name} has the site at {}", host.address));
        Ok(host)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // Asked to end, a host ends what it has started; what has ended by itself cannot be ended.
        if cfg!(unix) {
            let process = self.process.id().to_string();
            let _ = command("kill").arg(process).stderr(Stdio::null()).status();
        } else {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

/// nginx with `hosting/nginx.conf`; `None` where it is not to be had.
fn nginx() -> Result<Option<Host>> {
    let find = || on_path("nginx").or_else(|| is_file("/usr/sbin/nginx"));
    if find().is_none() && can_apt_install() {
        say("nginx is needed to try the site on it: installing Debian's package, some seconds");
        if let Err(error) = apt_install(&["nginx-light", "libnginx-mod-http-brotli-static"]) {
            say(format!("not to be had ({error:#})"));
        }
    }
    let Some(program) = find() else {
        say("skipped: nginx is not here. Install it to try the site on it");
        return Ok(None);
    };
    let folder = root().join("target/hosting");
    let site = folder.join("site");
    let place = site.join(site::base().trim_start_matches('/'));
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    copy(&site::dist(), &place)?;
    let brotli = is_file("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
    if brotli.is_some() {
        site::precompress(&place)?;
    }
    let port = free_port()?;
    let file = folder.join("nginx.conf");
    fs::write(&file, nginx_file(&site, &place, port, brotli.as_deref())?)
        .with_context(|| format!("cannot write {}", file.display()))?;
    let mut nginx = command(program);
    nginx.arg("-p").arg(&folder).arg("-c").arg(&file).args(["-e", "stderr"]);
    Host::start("nginx", port, &mut nginx).map(Some)
}

/// `hosting/nginx.conf` for this machine: another folder, another port, and around it what the system's
/// own file would say. One process, so that ending it ends all. Paths are quoted: one may hold a space.
fn nginx_file(site: &Path, place: &Path, port: u16, brotli: Option<&Path>) -> Result<String> {
    let path = root().join("hosting/nginx.conf");
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = text
        .replace(
            &format!("include {IN_FILE}/_nginx.conf"),
            &format!("include \"{}/_nginx.conf\"", place.display()),
        )
        .replace(&format!("root {IN_FILE}"), &format!("root \"{}\"", site.display()))
        .replace("listen 80;", &format!("listen 127.0.0.1:{port};"));
    let module = brotli.map(|path| format!("load_module \"{}\";\n", path.display()));
    let text = match brotli {
        Some(_) => text.replace("# brotli_static on;", "brotli_static on;"),
        None => text,
    };
    Ok(format!(
        "{}daemon off;\nmaster_process off;\npid nginx.pid;\nevents {{ }}\nhttp {{\naccess_log off;\n\
         client_body_temp_path tmp;\nproxy_temp_path tmp;\nfastcgi_temp_path tmp;\nuwsgi_temp_path tmp;\n\
         scgi_temp_path tmp;\n{text}}}\n",
        module.unwrap_or_default()
    ))
}

/// Cloudflare's own server of Pages; `None` where it is not to be had. It serves no site under a path.
fn cloudflare_pages() -> Result<Option<Host>> {
    if !site::base().is_empty() {
        return Ok(None);
    }
    if !is_node(NODE_OF_WRANGLER) {
        say(format!(
            "Cloudflare Pages is not tried: its tool needs Node.js {NODE_OF_WRANGLER} or newer (https://nodejs.org)"
        ));
        return Ok(None);
    }
    let folder = root().join("hosting");
    let what = "wrangler, which runs Cloudflare Pages here (200 MB)";
    if let Err(error) = ensure_packages(&folder, what) {
        say(format!("Cloudflare Pages is not tried: {error:#}"));
        return Ok(None);
    }
    let port = free_port()?;
    let mut pages = command("node");
    pages
        .arg(folder.join("node_modules/wrangler/bin/wrangler.js"))
        .args(["pages", "dev"])
        .arg(site::dist())
        .args(["--ip", "127.0.0.1", "--port", &port.to_string()])
        .args(["--compatibility-date", "2026-01-01", "--log-level", "error"])
        .envs([("CI", "1"), ("WRANGLER_SEND_METRICS", "false")]);
    Host::start("Cloudflare Pages", port, &mut pages).map(Some)
}

fn is_file(path: &str) -> Option<PathBuf> {
    Some(PathBuf::from(path)).filter(|path| path.is_file())
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_with_a_space_stay_whole_in_the_file_of_nginx() -> Result<()> {
        let (site, module) = (Path::new("/a b/site"), Path::new("/c d/brotli.so"));
        let text = nginx_file(site, &site.join("x"), 8081, Some(module))?;
        for line in [
            "root \"/a b/site\";",
            "include \"/a b/site/x/_nginx.conf\";",
            "load_module \"/c d/brotli.so\";",
            "listen 127.0.0.1:8081;",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        Ok(())
    }
}
