using Autocura.Cluster.Readers;
using Autocura.Diagnosis;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class PodTemplateTests
{
    [Fact]
    public void A_container_is_read_with_all_it_declares()
    {
        var template = Json.Template("shop/cart:1", """
            "command":["/cart"],"args":["--password=hunter2"],"ports":[{"name":"http","containerPort":8080}],
            "resources":{"limits":{"cpu":"500m","memory":"128Mi"},"requests":{"cpu":"1"}},
            "env":[{"name":"STORE_ADDR","value":"store:6379"}],
            "readinessProbe":{"httpGet":{"path":"/ready","port":"http"},"periodSeconds":5},"livenessProbe":{"exec":{"command":["true"]},"timeoutSeconds":2}
            """);

        var container = PodTemplate.Containers(template).ShouldHaveSingleItem();

        container.Command.ShouldBe("/cart --password=[redacted]");
        (container.CpuLimit, container.CpuRequest, container.MemoryLimit).ShouldBe((0.5, 1, 128 * MemoryQuantity.MiB));
        container.Addresses.ShouldBe([new AddressView("STORE_ADDR", "store", 6379)]);
        container.Probes.ShouldBe([
            new ProbeView { Kind = "readiness", Port = "http", Path = "/ready", TimeoutSeconds = 1, PeriodSeconds = 5, FailureThreshold = 3 },
            new ProbeView { Kind = "liveness", TimeoutSeconds = 2, PeriodSeconds = 10, FailureThreshold = 3 },
        ]);
    }

    [Fact]
    public void Init_containers_follow_and_listen_on_nothing_but_for_those_that_stay()
    {
        var containers = PodTemplate.Containers(Json.Object("""
            {"spec":{"containers":[{"name":"app"}],"initContainers":[
                {"name":"wait","ports":[{"containerPort":1}]},{"name":"proxy","restartPolicy":"Always","ports":[{"containerPort":2}]}]}}
            """));

        containers.Select(container => (container.Name, container.IsInit, container.Ports.Count)).ShouldBe([("app", false, 0), ("wait", true, 0), ("proxy", false, 1)]);
    }

    [Fact]
    public void What_it_asks_of_its_place_is_read()
    {
        var placement = Placement.View(Json.Object("""
            {"spec":{"nodeSelector":{"disk":"ssd"},"priorityClassName":"low","dnsPolicy":"Default","hostNetwork":true,
                "tolerations":[{"key":"gpu","value":"a","effect":"NoSchedule"},{"operator":"Exists"}],
                "affinity":{"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[
                    {"labelSelector":{"matchExpressions":[{"key":"app","operator":"In","values":["a","b"]}]},"topologyKey":"zone"}]}}}}
            """));

        placement.NodeSelector.ShouldBe(new Dictionary<string, string> { ["disk"] = "ssd" });
        placement.Tolerations.ShouldBe(["gpu=a:NoSchedule", "*"]);
        placement.AntiAffinity.ShouldBe(["app in (a,b) per zone"]);
        (placement.PriorityClass, placement.DnsPolicy, placement.HostNetwork).ShouldBe(("low", "Default", true));
    }

    [Fact]
    public void A_template_that_asks_for_nothing_may_run_anywhere()
    {
        var placement = Placement.View(Json.Template("shop/cart:1"));

        (placement.NodeSelector.Count, placement.NodeAffinity.Count, placement.AntiAffinity.Count, placement.Tolerations.Count).ShouldBe((0, 0, 0, 0));
        (placement.PriorityClass, placement.DnsPolicy, placement.HostNetwork).ShouldBe(("", "ClusterFirst", false));
    }
}
