using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster;

public sealed class CustomResourceTests
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const string Widgets = "/apis/example.com/v1/namespaces/default/widgets";

    [Fact]
    public async Task A_definition_is_established_at_once_and_served_by_discovery()
    {
        await using var server = await TemporaryServer.StartAsync();
        var created = await server.PostAsync(Definitions, Bodies.Widgets);
        created.Body.Items("status", "conditions").Select(condition => (condition.Text("type"), condition.Text("status")))
            .ShouldBe([("NamesAccepted", "True"), ("Established", "True")]);
        var resources = (await server.GetAsync("/apis/example.com/v1")).Body.Items("resources").Select(resource => resource.Text("name"));
        resources.ShouldBe(["widgets", "widgets/status", "widgets/scale"]);
    }

    [Fact]
    public async Task Objects_are_defaulted_pruned_and_held_to_the_schema()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.PostAsync(Definitions, Bodies.Widgets);
        var created = await server.PostAsync(Widgets, Widget("""{"size":3,"wheels":4}"""));
        created.Body.Child("spec")!.ToJsonString().ShouldBe("""{"size":3,"color":"red"}""");
        created.Warnings.ShouldHaveSingleItem().ShouldContain("unknown field");

        var refused = await server.PostAsync(Widgets, Widget("""{"size":10,"color":"green"}"""));
        refused.Code.ShouldBe(422);
        refused.CauseFields.ShouldBe(["spec.size", "spec.color"]);
        (await server.PostAsync(Widgets, Widget("""{"size":"big"}"""))).CauseFields.ShouldBe(["spec.size"]);
        (await server.PostAsync(Widgets, Widget("{}"))).CauseFields.ShouldBe(["spec.size"]);
    }

    [Fact]
    public async Task Status_scale_and_columns_work_as_the_definition_says()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.PostAsync(Definitions, Bodies.Widgets);
        await server.PostAsync(Widgets, Widget("""{"size":3}"""));
        await server.PatchAsync($"{Widgets}/w/status", """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}""", "merge-patch+json");
        await server.PatchAsync($"{Widgets}/w/scale", """{"spec":{"replicas":5}}""", "merge-patch+json");
        (await server.PatchAsync($"{Widgets}/w", "{}", "strategic-merge-patch+json")).Code.ShouldBe(415);

        server.Http.DefaultRequestHeaders.Add("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io");
        var table = (await server.GetAsync(Widgets)).Body;
        table.Items("columnDefinitions").Select(column => column.Text("name")).ShouldBe(["Name", "Size", "Ready"]);
        table.Items("rows").Single().Items("cells").Select(cell => cell!.ToString()).ShouldBe(["w", "5", "True"]);
    }

    [Fact]
    public async Task With_the_definition_its_objects_go_and_the_path_too()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.PostAsync(Definitions, Bodies.Widgets);
        await server.PostAsync(Widgets, Widget("""{"size":3}"""));
        await server.SendAsync(HttpMethod.Delete, $"{Definitions}/widgets.example.com");
        (await server.GetAsync(Widgets)).Code.ShouldBe(404);
        server.Store.List("example.com", "widgets").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_definition_whose_name_is_not_its_plural_and_group_is_refused()
    {
        await using var server = await TemporaryServer.StartAsync();
        var refused = await server.PostAsync(Definitions, Bodies.Widgets.Replace("widgets.example.com", "other.example.com", StringComparison.Ordinal));
        refused.CauseFields.ShouldBe(["metadata.name"]);
    }

    private static string Widget(string spec) => """{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w"},"spec":""" + spec + "}";
}
