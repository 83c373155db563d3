using Autocura.Cluster.Readers;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class ServiceReaderTests
{
    private const string Cart = """
        {"metadata":{"name":"cart"},"spec":{"selector":{"app":"cart"},"ports":[{"name":"http","port":80,"targetPort":8080},{"port":81},{"port":82,"targetPort":"admin"}]}}
        """;

    [Theory]
    [InlineData("""{"app":"cart"}""", true)]
    [InlineData("""{"app":"cart","tier":"web"}""", true)]
    [InlineData("""{"app":"cart","tier":"db"}""", false)]
    [InlineData("{}", false)]
    public void A_Service_belongs_to_a_workload_when_its_whole_selector_matches(string selector, bool belongs)
    {
        var service = Json.Object($$"""{"metadata":{"name":"cart"},"spec":{"selector":{{selector}} } }""");

        ServiceReader.Selects(service, new Dictionary<string, string> { ["app"] = "cart", ["tier"] = "web" }).ShouldBe(belongs);
    }

    [Fact]
    public void A_target_port_is_a_number_a_name_or_the_port_itself() =>
        ServiceReader.View(Json.Object(Cart), []).Ports.Select(port => port.TargetPort).ShouldBe(["8080", "81", "admin"]);

    [Fact]
    public void A_pod_counts_once_though_it_stands_in_a_slice_of_each_address_family()
    {
        var view = ServiceReader.View(Json.Object(Cart), [Slice("""{"ready":true}""", """{"ready":false}"""), Slice("""{"ready":true}""", """{"ready":false}""")]);

        view.ReadyEndpoints.ShouldBe(1);
        view.NotReadyEndpoints.ShouldBe(1);
    }

    [Fact]
    public void Without_a_condition_an_endpoint_is_ready() => ServiceReader.View(Json.Object(Cart), [Slice("{}")]).ReadyEndpoints.ShouldBe(1);

    [Fact]
    public void A_slice_without_ports_leads_nowhere() => ServiceReader.View(Json.Object(Cart), [Slice(["""{"ready":true}"""], ports: "[]")]).ReadyEndpoints.ShouldBe(0);

    [Fact]
    public void Slices_of_another_Service_do_not_count() => ServiceReader.View(Json.Object(Cart), [Slice(["""{"ready":true}"""], service: "catalog")]).ReadyEndpoints.ShouldBe(0);

    private static System.Text.Json.Nodes.JsonObject Slice(params string[] conditions) => Slice(conditions, """[{"port":8080}]""");

    private static System.Text.Json.Nodes.JsonObject Slice(string[] conditions, string ports = """[{"port":8080}]""", string service = "cart") => Json.Object($$"""
        {"metadata":{"labels":{"kubernetes.io/service-name":"{{service}}"} },"ports":{{ports}},
         "endpoints":[{{string.Join(',', conditions.Select(Endpoint))}}]}
        """);

    private static string Endpoint(string condition, int index) => $$"""{"targetRef":{"uid":"pod-{{index}}"},"conditions":{{condition}} }""";
}
