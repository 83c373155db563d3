using System.Text.Json.Nodes;
using Autocura.EndToEnd.Infra;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>The files for programs that are not run here: what can be said of them without.</summary>
public sealed class StackTests
{
    [RealClientFact("amtool")]
    public async Task The_chart_is_given_an_alertmanager_configuration_that_is_sound()
    {
        var values = Manifests.Parse(Repository.Read("infra/monitoring/kube-prometheus-stack.yaml")).Single();
        using var folder = new TemporaryFolder();
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(values.Map("alertmanager", "config"))).Save(text, assignAnchors: false);

        (await ClientProcess.RunAsync("amtool", "check-config", folder.Write("alertmanager.yaml", text.ToString()))).ShouldContain("SUCCESS");
    }

    [Fact]
    public void Every_part_of_a_pipeline_of_the_collector_is_configured()
    {
        var collector = Manifests.Parse(Repository.Read("infra/monitoring/collector/collector.yaml")).Single();
        var pipelines = collector.Find("service", "pipelines").Entries().ToList();

        pipelines.Select(pipeline => pipeline.Name).ShouldBe(["traces", "metrics"]);
        foreach (var part in (string[])["receivers", "processors", "exporters"])
        {
            var configured = collector.Map(part).Children.Keys.Select(key => ((YamlScalarNode)key).Value!).ToList();
            pipelines.SelectMany(pipeline => pipeline.Node.Texts(part)).Distinct().Order(StringComparer.Ordinal).ShouldBe(configured.Order(StringComparer.Ordinal), part);
        }

        // What bounds memory must come before what fills it.
        pipelines.Select(pipeline => pipeline.Node.Texts("processors").First()).ShouldAllBe(first => first == "memory_limiter");
    }

    [Fact]
    public void Traces_go_where_jaeger_listens()
    {
        var endpoint = Manifests.Parse(Repository.Read("infra/monitoring/collector/collector.yaml")).Single().Text("exporters", "otlp/jaeger", "endpoint");
        var service = Manifests.In("infra/monitoring/tracing").Select(file => file.Root).Single(root => root.Text("kind") == "Service" && root.List("spec", "ports").Any(port => port.Text("name") == "otlp-grpc"));

        endpoint.ShouldBe($"{service.Text("metadata", "name")}.tracing:{service.List("spec", "ports").First(port => port.Text("name") == "otlp-grpc").Text("port")}");
    }

    [Fact]
    public void Log_evidence_is_asked_of_the_index_and_the_fields_that_fluent_bit_writes()
    {
        var query = JsonNode.Parse(Repository.Read("infra/monitoring/logging/log-evidence.json"))!;
        var shipper = Repository.Read("infra/monitoring/logging/fluent-bit.conf");

        shipper.ShouldContain("Index             fluentbit-k8s");
        Repository.Read("infra/monitoring/logging/README.md").ShouldContain("/fluentbit-k8s/_search");
        query["query"]!["bool"]!["filter"]!.AsArray().Select(filter => filter!.AsObject().Single().Key).ShouldBe(["term", "prefix", "range"]);
        ((int)query["size"]!).ShouldBeLessThanOrEqualTo(50);
    }
}
