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
    [InlineData("\"kafka:9092\"", "\"kafka:9999\"", "env of app: ~KAFKA")]
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

    [Fact]
    public void What_concerns_the_whole_pod_is_named_and_not_shown()
    {
        var after = Before.DeepClone().AsObject();
        after["spec"]!["nodeSelector"] = Json.Object("""{"disk":"ssd"}""");
        after["metadata"] = Json.Object("""{"annotations":{"checksum/config":"abc"},"labels":{"pod-template-hash":"1"}}""");

        TemplateDiff.Between(Before, after).ShouldBe(["pod spec nodeSelector: changed", "pod annotation checksum/config: changed"]);
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
