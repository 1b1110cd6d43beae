"""The template of the one server, and the script that makes it."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.infra.templates import ROOT, Template, inside, of_type, transform

EC2 = ROOT / "infra" / "ec2"
INSTALL = EC2 / "install.sh"
BASH = "/bin/bash"

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def template() -> Template:
    return transform(ROOT / "infra" / "ec2.yaml")


def test_only_the_page_is_reachable_unless_ssh_is_asked_for(template: Template) -> None:
    ((_, group),) = of_type(template, "AWS::EC2::SecurityGroup")
    web, secure, ssh = group["Properties"]["SecurityGroupIngress"]
    assert [(rule["FromPort"], rule["ToPort"], rule["CidrIp"]) for rule in (web, secure)] == [
        (80, 80, "0.0.0.0/0"),
        (443, 443, "0.0.0.0/0"),
    ]
    condition, rule, otherwise = ssh["Fn::If"]
    assert (condition, rule["FromPort"], rule["CidrIp"]) == ("OpenSsh", 22, {"Ref": "SshCidr"})
    assert otherwise == {"Ref": "AWS::NoValue"}
    assert template["Parameters"]["SshCidr"]["Default"] == ""


def test_the_instance_keeps_its_address_and_its_disk_to_itself(template: Template) -> None:
    instance = template["Resources"]["Instance"]
    assert "AddressAssociation" in instance["DependsOn"]
    assert instance["Properties"]["MetadataOptions"]["HttpTokens"] == "required"
    assert [*inside(instance, "Encrypted")] == [True]
    assert not any(inside(instance, "AssociatePublicIpAddress"))


def test_charges_are_watched_and_somebody_is_told(template: Template) -> None:
    ((_, topic),) = of_type(template, "AWS::SNS::Topic")
    assert topic["Properties"]["Subscription"] == [{"Protocol": "email", "Endpoint": {"Ref": "Email"}}]
    charges = template["Resources"]["Charges"]["Properties"]
    assert charges["AlarmActions"] == [{"Ref": "Topic"}]
    assert (charges["MetricName"], charges["Threshold"]) == ("EstimatedCharges", {"Ref": "MonthlyDollars"})
    assert template["Resources"]["Budget"]["Properties"]["Budget"]["BudgetLimit"]["Amount"] == {"Ref": "MonthlyDollars"}


def test_user_data_is_a_script_that_bash_understands(template: Template) -> None:
    script, values = template["Resources"]["Instance"]["Properties"]["UserData"]["Fn::Base64"]["Fn::Sub"]
    known = {*values, *template["Parameters"]}
    assert set(re.findall(r"\$\{(\w+)\}", script)) <= known
    filled = re.sub(r"\$\{(\w+)\}", "value", script)
    subprocess.run([BASH, "-n"], input=filled, text=True, check=True)  # noqa: S603 - only parsed
    assert "infra/ec2/install.sh ${Options}" in script


@pytest.mark.parametrize("value", ["https://host.example/a/lectern.git"])
def test_parameters_that_get_into_the_script_cannot_end_their_quotes(template: Template, value: str) -> None:
    patterns = {
        name: template["Parameters"][name]["AllowedPattern"] for name in ("Repository", "Revision", "Domain", "Email")
    }
    assert re.fullmatch(patterns["Repository"], value)
    for name, pattern in patterns.items():
        for bad in (f"{value}';reboot'", f"a{value}$(reboot)", "a b@c.d'"):
            assert not re.fullmatch(pattern, bad), name


def install(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (root / "etc" / "apt" / "apt.conf.d").mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "ROOT": str(root), "SWAP_MEGABYTES": "1"}
    return subprocess.run(  # noqa: S603 - the script under test
        [BASH, str(INSTALL), *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_installing_puts_every_file_into_its_place(tmp_path: Path) -> None:
    done = install(tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "etc/systemd/system/lectern.service").read_text() == (EC2 / "lectern.service").read_text()
    assert (tmp_path / "etc/nginx/sites-enabled/lectern").read_text() == (EC2 / "nginx.conf").read_text()
    assert "Unattended-Upgrade" in (tmp_path / "etc/apt/apt.conf.d/20auto-upgrades").read_text()
    assert (tmp_path / "swapfile").stat().st_size == 1024 * 1024
    assert (tmp_path / "swapfile").stat().st_mode & 0o777 == 0o600
    commands = (tmp_path / "commands").read_text()
    assert "--require-hashes -r /opt/lectern/requirements.txt" in commands
    assert "certbot" not in commands
    assert commands.splitlines()[-1].endswith("http://localhost/ping")


def test_the_swap_file_is_as_large_as_documented() -> None:
    assert "SWAP_MEGABYTES:-4096" in INSTALL.read_text()


def test_installing_again_updates_and_adds_nothing_twice(tmp_path: Path) -> None:
    install(tmp_path)
    assert install(tmp_path).returncode == 0
    assert (tmp_path / "etc/fstab").read_text().count("swapfile") == 1


def test_a_domain_gets_a_certificate(tmp_path: Path) -> None:
    done = install(tmp_path, "--domain", "read.example.org", "--email", "a@example.org")
    assert done.returncode == 0, done.stderr
    assert "server_name read.example.org;" in (tmp_path / "etc/nginx/sites-available/lectern").read_text()
    commands = (tmp_path / "commands").read_text()
    assert "certbot --nginx --non-interactive --agree-tos --redirect --keep-until-expiring -m a@example.org" in commands
    assert "python3-certbot-nginx" in commands


@pytest.mark.parametrize("arguments", [("--domain", "read.example.org"), ("--verbose",)])
def test_a_wrong_call_changes_nothing(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = install(tmp_path, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("install.sh: ")
    assert not (tmp_path / "commands").exists()
