using System.Text.Json.Nodes;
using Autocura.Cluster.Environments;

namespace Autocura.Functions.Tests.Cluster.Environments;

public sealed class CopiedWorkloadTests
{
    [Theory]
    [InlineData("""{"hostNetwork":true}""", "It uses hostNetwork: a copy would share the node's with what runs there.")]
    [InlineData("""{"hostPID":true}""", "It uses hostPID: a copy would share the node's with what runs there.")]
    [InlineData("""{"volumes":[{"name":"logs","hostPath":{"path":"/var/log"}}]}""", "Its volume logs is the node's directory /var/log: a copy would write where the source does.")]
    public void What_would_share_something_with_what_serves_is_refused(string pod, string reason) => CopiedWorkload.Refusal(Workload(pod)).ShouldBe(reason);

    [Fact]
    public void A_copy_has_no_priority_no_node_no_port_of_it_and_no_data()
    {
        var workload = Workload("""
            {
              "nodeName":"node-1","priority":1000,"priorityClassName":"high",
              "containers":[{"name":"web","ports":[{"containerPort":80,"hostPort":80}]}],
              "volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"data"}},{"name":"tmp","emptyDir":{"medium":"Memory"}}]
            }
            """);
        workload["spec"]!["paused"] = true;
        workload["spec"]!["replicas"] = 7;
        workload["spec"]!["volumeClaimTemplates"] = JsonNode.Parse("""[{"metadata":{"name":"db"}}]""");

        CopiedWorkload.Refusal(workload).ShouldBeNull();
        CopiedWorkload.Shape(workload, replicas: 2).ShouldBe(
            ["web has no priority class: a copy displaces nothing.", "web opens no port of its node.", "Volume data of web is empty.", "Volume db of web is empty."]);

        workload["spec"]!.ToJsonString().ShouldBe(
            """{"template":{"spec":{"containers":[{"name":"web","ports":[{"containerPort":80}]}],"volumes":[{"name":"data","emptyDir":{}},{"name":"tmp","emptyDir":{"medium":"Memory"}},{"name":"db","emptyDir":{}}]}},"replicas":2}""");
    }

    [Fact]
    public void Images_are_pulled_as_the_source_s_account_pulls_them()
    {
        var workload = Workload("""{"imagePullSecrets":[{"name":"own"}]}""");

        CopiedWorkload.PullAs(workload, JsonNode.Parse("""{"imagePullSecrets":[{"name":"own"},{"name":"registry"}]}""")!.AsObject());

        workload["spec"]!["template"]!["spec"]!["imagePullSecrets"]!.ToJsonString().ShouldBe("""[{"name":"own"},{"name":"registry"}]""");
    }

    private static JsonObject Workload(string pod) =>
        JsonNode.Parse($$"""{"kind":"StatefulSet","metadata":{"name":"web"},"spec":{"template":{"spec":{{pod}} } } }""")!.AsObject();
}
