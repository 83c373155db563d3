using System.Text.Json.Nodes;
using Autocura.Environments;

namespace Autocura.Functions.Tests.Environments;

public sealed class ContainerChangeTests
{
    private static readonly ContainerChange Change = new("web") { Image = "web:2", Variables = new Dictionary<string, string> { ["LEVEL"] = "debug", ["NEW"] = "1" } };

    [Fact]
    public void Image_and_variables_of_the_container_change_and_nothing_else()
    {
        var workload = Workload("""{"name":"web","image":"web:1","env":[{"name":"A","value":"0"},{"name":"LEVEL","valueFrom":{"configMapKeyRef":{"name":"c","key":"k"}}}]}""");

        Change.ApplyTo(workload).ShouldBeNull();

        workload["spec"]!["template"]!["spec"]!["containers"]![0]!.ToJsonString().ShouldBe("""{"name":"web","image":"web:2","env":[{"name":"A","value":"0"},{"name":"LEVEL","value":"debug"},{"name":"NEW","value":"1"}]}""");
    }

    [Fact]
    public void A_container_that_is_not_there_is_told_with_those_that_are() =>
        new ContainerChange("api").ApplyTo(Workload("""{"name":"web"}""")).ShouldBe("There is no container 'api'; there are web.");

    private static JsonObject Workload(string container) => JsonNode.Parse($$"""{"spec":{"template":{"spec":{"containers":[{{container}}]} } } }""")!.AsObject();
}
