using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class TemplateDiffTests
{
    private static readonly JsonObject Before = Json.Template("shop/cart:1", """
        "command":["/cart"],"env":[{"name":"KAFKA","value":"kafka:9092"},{"name":"MODE","value":"fast"}],
        "resources":{"limits":{"memory":"128Mi","cpu":"500m"}},"ports":[{"name":"http","containerPort":8080}],
        "readinessProbe":{"httpGet":{"path":"/ready","port":8080}}
        """);

    [Theory]
    [InlineData("\"shop/cart:1\"", "\"shop/cart:2\"", "image of app: shop/cart:1 -> shop/cart:2")]
    [InlineData("\"/cart\"", "\"/cart\",\"--verbose\"", "command of app: /cart -> /cart --verbose")]
    [InlineData("\"kafka:9092\"", "\"kafka:9999\"", "env of app: ~KAFKA (kafka:9092 -> kafka:9999)")]
    [InlineData("\"fast\"", "\"slow\"", "env of app: ~MODE")]
    [InlineData("\"MODE\"", "\"SPEED\"", "env of app: +SPEED, -MODE")]
    [InlineData("\"128Mi\"", "\"64Mi\"", "memory limit of app: 128Mi -> 64Mi")]
    [InlineData("\"500m\"", "\"100m\"", "resources of app: {\"limits\":{\"cpu\":\"500m\"}} -> {\"limits\":{\"cpu\":\"100m\"}}")]
    [InlineData("\"containerPort\":8080", "\"containerPort\":9090", "ports of app: http 8080 -> http 9090")]
    [InlineData("\"/ready\"", "\"/readyz\"", "probes of app: readinessProbe")]
    public void Each_field_of_a_container_has_its_line(string old, string @new, string line) =>
        TemplateDiff.Between(Before, Json.Object(Before.ToJsonString().Replace(old, @new))).ShouldBe([line]);

    [Fact]
    public void The_same_template_changed_nothing() => TemplateDiff.Between(Before, Before.DeepClone()).ShouldBeEmpty();

    [Fact]
    public void The_value_of_a_variable_is_never_shown() =>
        TemplateDiff.Between(Before, Json.Object(Before.ToJsonString().Replace("kafka:9092", "hunter2"))).ShouldNotContain(line => line.Contains("hunter2"));

    [Fact]
    public void A_secret_in_a_command_is_taken_out() =>
        TemplateDiff.Between(Before, Json.Object(Before.ToJsonString().Replace("\"/cart\"", "\"/cart\",\"--password=hunter2\""))).ShouldBe(["command of app: /cart -> /cart --password=[redacted]"]);

    [Theory]
    [InlineData("""{"nodeSelector":{"disk":"ssd"}}""", "nodeSelector of pod: none -> disk=ssd")]
    [InlineData("""{"dnsPolicy":"Default"}""", "dnsPolicy of pod: ClusterFirst -> Default")]
    [InlineData("""{"priorityClassName":"low"}""", "priorityClassName of pod: none -> low")]
    [InlineData("""{"hostNetwork":true}""", "hostNetwork of pod: no -> yes")]
    [InlineData("""{"tolerations":[{"key":"gpu","operator":"Exists","effect":"NoSchedule"}]}""", "tolerations of pod: none -> gpu:NoSchedule")]
    [InlineData("""{"volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"orders"}}]}""", "volumes of pod: +data=persistentVolumeClaim orders")]
    [InlineData("""{"initContainers":[{"name":"wait","image":"busybox"}]}""", "container wait: added (init)")]
    [InlineData("""{"serviceAccountName":"other"}""", "pod spec serviceAccountName: changed")]
    [InlineData(
        """{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"kubernetes.io/arch","operator":"In","values":["arm64"]}]}]}}}}""",
        "affinity.nodeAffinity of pod: none -> kubernetes.io/arch In arm64")]
    [InlineData(
        """{"affinity":{"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"labelSelector":{"matchLabels":{"app":"cart"}},"topologyKey":"kubernetes.io/hostname"}]}}}""",
        "affinity.podAntiAffinity of pod: none -> app=cart per kubernetes.io/hostname")]
    [InlineData("""{"affinity":{"nodeAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":1}]}}}""", "affinity (preferred) of pod: changed")]
    public void Each_field_of_the_pod_has_its_line(string fields, string line)
    {
        var after = Before.DeepClone().AsObject();
        foreach (var (name, value) in Json.Object(fields))
        {
            after["spec"]![name] = value!.DeepClone();
        }

        TemplateDiff.Between(Before, after).ShouldBe([line]);
    }

    [Fact]
    public void Labels_are_told_with_their_values_but_for_those_the_cluster_writes()
    {
        var before = Json.Object("""{"metadata":{"labels":{"app":"cart","version":"v1","pod-template-hash":"1"}}}""");
        var after = Json.Object("""{"metadata":{"labels":{"app":"cart","version":"v2","mesh":"none","pod-template-hash":"2"},"annotations":{"checksum/config":"abc"}}}""");

        TemplateDiff.Between(before, after).ShouldBe(["labels of pod: +mesh=none, ~version (v1 -> v2)", "pod annotation checksum/config: changed"]);
    }

    [Fact]
    public void Containers_that_come_and_go_are_named() =>
        TemplateDiff.Between(Before, Json.Object(Before.ToJsonString().Replace("\"app\"", "\"web\""))).ShouldBe(["container web: added", "container app: removed"]);

    [Fact]
    public void It_is_bounded_whatever_the_release_changed()
    {
        var variables = string.Join(',', Enumerable.Range(0, 500).Select(number => $$"""{"name":"V{{number}}","value":"x"}"""));

        var lines = TemplateDiff.Between(Json.Template("a"), Json.Template("b", $"\"env\":[{variables}]"));

        lines.Count.ShouldBeLessThanOrEqualTo(20);
        lines.ShouldAllBe(line => line.Length <= 200);
    }
}
