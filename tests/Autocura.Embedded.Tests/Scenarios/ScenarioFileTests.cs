using System.Text;
using System.Text.Json.Nodes;
using Autocura.Embedded.Scenarios;

namespace Autocura.Embedded.Tests.Scenarios;

public sealed class ScenarioFileTests
{
    private const string Good = """
        {
          "name": "lost", "title": "Lost", "description": "It is gone.", "application": "shop", "target": "v1 Service shop/cart", "cause": "Deleted",
          "steps": [{ "kind": "delete", "on": "v1 Service shop/cart" }],
          "remedy": [{ "kind": "apply", "manifest": { "apiVersion": "v1", "kind": "Service", "metadata": { "namespace": "shop", "name": "cart" } } }]
        }
        """;

    [Fact]
    public void A_scenario_is_read_whole()
    {
        var scenario = Read(_ => { });

        scenario.Steps.ShouldHaveSingleItem().On.ShouldBe(new ScenarioTarget("v1", "Service", "shop", "cart"));
        scenario.Remedy.ShouldHaveSingleItem().Manifest!["kind"]!.GetValue<string>().ShouldBe("Service");
        (scenario.IsControl, scenario.Oracle.PodsReady, scenario.Oracle.Services!.ErrorRatioBelow).ShouldBe((false, true, 0.05));
    }

    [Theory]
    [InlineData("/speed", "1", "shop/lost.json: speed: The JSON property 'speed' could not be mapped")]
    [InlineData("/title", "", "shop/lost.json: title: is empty")]
    [InlineData("/title", "null", "shop/lost.json: title: ")]
    [InlineData("/name", "found", "shop/lost.json: name: \"found\" is not the name of the file")]
    [InlineData("/application", "shpo", "shop/lost.json: application: there is no \"shpo\"; there are: shop")]
    [InlineData("/target", "Service/cart", "shop/lost.json: target: \"Service/cart\" names no object")]
    [InlineData("/steps", "[]", "shop/lost.json: steps: nothing is done")]
    [InlineData("/steps/0/kind", "explode", "shop/lost.json: steps[0].kind: ")]
    [InlineData("/steps/0/kind", "patch", "shop/lost.json: steps[0].patch: must be the operations of a JSON patch")]
    [InlineData("/steps/0/kind", "merge", "shop/lost.json: steps[0].patch: must be an object")]
    [InlineData("/steps/0/kind", "undo", "shop/lost.json: steps[0].on: only a Deployment has a revision")]
    [InlineData("/steps/0/patch", "[]", "shop/lost.json: steps[0].patch: has no meaning in a step of kind Delete")]
    [InlineData("/steps/0/afterSeconds", "-1", "shop/lost.json: steps[0].afterSeconds: is negative")]
    [InlineData("/steps/0/on", "null", "shop/lost.json: steps[0].on: is missing")]
    [InlineData("/remedy/0/manifest", "null", "shop/lost.json: remedy[0].manifest: is missing")]
    [InlineData("/remedy/0/on", "v1 Service shop/cart", "shop/lost.json: remedy[0].on: the manifest names the object")]
    [InlineData("/remedy", "[]", "shop/lost.json: remedy: is missing")]
    [InlineData("/oracle", "{\"untouched\": true}", "shop/lost.json: remedy: a control has none")]
    [InlineData("/oracle", "{\"services\": {\"errorRatioBelow\": 2}}", "shop/lost.json: oracle.services.errorRatioBelow: must be above 0 and at most 1")]
    [InlineData("/oracle", "{\"assertions\": [{\"on\": \"v1 Service shop/cart\", \"path\": \"/spec\"}]}", "shop/lost.json: oracle.assertions[0]: says none of")]
    public void What_is_wrong_is_said_with_file_and_field(string field, string value, string message) =>
        Should.Throw<InvalidDataException>(() => Read(scenario => Set(scenario, field, value))).Message.ShouldContain(message);

    [Fact]
    public void A_name_belongs_to_one_scenario()
    {
        var scenario = Read(_ => { });

        Should.Throw<InvalidDataException>(() => new ScenarioCatalog([scenario, scenario])).Message.ShouldBe("Two scenarios are named \"lost\": a name is that of one.");
    }

    [Fact]
    public void An_unknown_name_is_refused_with_those_that_are_nearest() => Should.Throw<KeyNotFoundException>(() => ScenarioCatalog.Load().Find("wrong-port"))
        .Message.ShouldStartWith("There is no scenario 'wrong-port'. Did you mean wrong-target-port, ");

    private static Scenario Read(Action<JsonObject> change)
    {
        var scenario = JsonNode.Parse(Good)!.AsObject();
        change(scenario);
        return ScenarioFile.Read("shop/lost.json", new MemoryStream(Encoding.UTF8.GetBytes(scenario.ToJsonString())), ["shop"]);
    }

    private static void Set(JsonObject scenario, string field, string value)
    {
        var path = field.Split('/')[1..];
        JsonNode parent = scenario;
        foreach (var part in path[..^1])
        {
            parent = (parent is JsonArray items ? items[int.Parse(part)] : parent[part])!;
        }

        parent[path[^1]] = value is "null" || value.StartsWith('[') || value.StartsWith('{') || int.TryParse(value, out _) ? JsonNode.Parse(value) : JsonValue.Create(value);
    }
}
