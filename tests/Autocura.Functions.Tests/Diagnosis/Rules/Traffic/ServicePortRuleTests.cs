using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class ServicePortRuleTests
{
    [Fact]
    public void A_Service_that_it_calls_and_complains_of_was_given_another_port()
    {
        var change = Nearby.Change(Nearby.Named("Service", "ledger"), ObjectRelation.SameNamespace, new FieldChange("spec.ports[http].targetPort", "8080", "9999"));

        var top = Some.Evidence().Saying("call to ledger failed: dial tcp ledger:80: connection refused").After(change).Diagnose().Top;

        top.Cause.ShouldBe(Cause.ServicePortMismatch);
        top.Culprit!.Name.ShouldBe("ledger");
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void A_target_port_that_no_container_declares_is_found()
    {
        var diagnosis = Faulty.ServicePort().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.ServicePortMismatch);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.95);
        diagnosis.Top.Headline.ShouldBe("Service cart sends port 80 to 9999, where no container listens; they declare http 8080.");
    }

    [Fact]
    public void The_Service_is_repaired_and_not_the_workload()
    {
        var remedy = Faulty.ServicePort().Diagnose().Top.Remedies.ShouldHaveSingleItem();

        remedy.Target.ToString().ShouldBe("Service shop/cart");
        new[] { remedy }.InShort().ShouldBe(["RepairService port=80 targetPort=8080"]);
    }

    [Theory]
    [InlineData("9999", "8080")]
    [InlineData("web", "http")]
    public void A_number_stays_a_number_and_a_name_a_name(string broken, string repaired) => WithService(Some.Service(targetPort: broken)).Diagnose()
        .Top.Remedies.InShort().ShouldBe([$"RepairService port=80 targetPort={repaired}"]);

    [Theory]
    [InlineData("the same name", "http:8080 admin:9090", "http", 80, "8080")]
    [InlineData("the same number", "web:8080 admin:9090", "http", 9090, "9090")]
    [InlineData("another Service's port", "web:8080 admin:9090", "http", 80, "9090")]
    public void With_several_ports_only_a_sure_sign_decides(string sign, string declared, string name, int port, string expected)
    {
        var broken = Declaring(declared);
        var stray = Some.Service(targetPort: "9999") with { Ports = [new ServicePortView(name, port, "9999")] };
        ServiceView[] services = sign == "another Service's port" ? [stray, Some.Service("cart-admin", "admin")] : [stray];

        (broken with { Services = services }).Diagnose().Of(Cause.ServicePortMismatch)!.Remedies.InShort()
            .ShouldBe([$"RepairService port={port} targetPort={expected}"], sign);
    }

    [Fact]
    public void With_several_ports_and_no_sign_nothing_is_guessed()
    {
        var unsure = (Declaring("web:8080 admin:9090") with { Services = [Some.Service(targetPort: "9999")] }).Diagnose();

        unsure.Of(Cause.ServicePortMismatch)!.Remedies.ShouldBeEmpty();
        unsure.ProbabilityOf(Cause.ServicePortMismatch).ShouldBeLessThan(Faulty.ServicePort().Diagnose().ProbabilityOf(Cause.ServicePortMismatch));
    }

    [Fact]
    public void Two_Services_that_went_astray_are_repaired_together()
    {
        var both = Faulty.ServicePort() with { Services = [Some.Service("cart", "9999"), Some.Service("cart-internal", "9998")] };

        both.Diagnose().Top.Remedies.Select(remedy => remedy.JoinsPrevious).ShouldBe([false, true]);
    }

    [Fact]
    public void A_port_that_serves_requests_is_open_though_not_declared()
    {
        var works = Faulty.ServicePort() with { ErrorRatio = 0.001, RequestRate = 50 };

        works.Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(119)]
    public void Requests_that_succeeded_before_the_port_was_changed_excuse_nothing(int secondsAgo)
    {
        var justNow = Some.Noon - TimeSpan.FromSeconds(secondsAgo);
        var broken = Faulty.ServicePort() with { Onset = justNow, ErrorRatio = 0.03, RequestRate = 50 };
        var changed = broken with { Services = [broken.Services[0] with { Changes = [broken.Services[0].Changes[0] with { At = justNow }] }] };

        changed.Diagnose().Top.Cause.ShouldBe(Cause.ServicePortMismatch);
    }

    [Fact]
    public void Pods_that_crash_explain_more_than_an_undeclared_port()
    {
        var crashing = Faulty.CrashAfterRelease() with { Services = [Some.Service(targetPort: "9999")] };

        crashing.Diagnose().Top.Cause.ShouldBe(Cause.CrashAfterRelease);
    }

    [Fact]
    public void Where_no_container_declares_a_port_nothing_can_be_told()
    {
        var broken = Faulty.ServicePort();
        var silent = broken with { State = broken.State! with { Containers = [Some.Container() with { Ports = [] }] } };

        silent.Diagnose().Of(Cause.ServicePortMismatch).ShouldBeNull();
    }

    [Fact]
    public void A_healthy_Service_raises_no_suspicion() => Some.Evidence().Diagnose().Of(Cause.ServicePortMismatch).ShouldBeNull();

    private static Evidence WithService(ServiceView service) => Faulty.ServicePort() with { Services = [service with { Changes = Faulty.ServicePort().Services[0].Changes }] };

    private static Evidence Declaring(string ports)
    {
        var broken = Faulty.ServicePort();
        List<PortView> declared = [.. ports.Split(' ').Select(port => port.Split(':')).Select(parts => new PortView(parts[0], int.Parse(parts[1])))];
        return broken with { State = broken.State! with { Containers = [Some.Container() with { Ports = declared }] } };
    }
}
