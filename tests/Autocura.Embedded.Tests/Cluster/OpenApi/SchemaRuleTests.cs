using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Tests.Cluster.OpenApi;

public sealed class SchemaRuleTests
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const string Gears = "/apis/example.com/v1/namespaces/default/gears";

    [Theory]
    [InlineData("""{"anyOf":[{"minimum":5},{"maximum":1}]}""", "7", "3", "(anyOf)")]
    [InlineData("""{"oneOf":[{"minimum":5},{"multipleOf":2}]}""", "4", "6", "(oneOf)")]
    [InlineData("""{"allOf":[{"minimum":5},{"maximum":9}]}""", "7", "3", "(allOf)")]
    [InlineData("""{"not":{"enum":[4]}}""", "5", "4", "(not)")]
    [InlineData("""{"minimum":5,"exclusiveMinimum":true}""", "6", "5", "should be greater than 5")]
    [InlineData("""{"multipleOf":3}""", "6", "7", "should be a multiple of 3")]
    public void A_number_is_held_to_its_schema(string schema, string good, string bad, string why) => Check("integer", schema, good, bad, why);

    [Theory]
    [InlineData("""{"format":"date-time"}""", "2026-01-02T03:04:05Z", "yesterday")]
    [InlineData("""{"format":"duration"}""", "1h30m", "soon")]
    [InlineData("""{"format":"ipv4"}""", "10.0.0.1", "10")]
    [InlineData("""{"format":"cidr"}""", "10.0.0.0/8", "10.0.0.0/99")]
    [InlineData("""{"pattern":"^a+$"}""", "aaa", "b")]
    [InlineData("""{"maxLength":3}""", "abc", "abcd")]
    public void A_text_is_held_to_its_schema(string schema, string good, string bad) => Check("string", schema, $"\"{good}\"", $"\"{bad}\"", "");

    [Fact]
    public async Task Rules_are_asked_with_their_message_reason_and_field()
    {
        await using var server = await TemporaryServer.StartAsync();
        await DefineAsync(server, """
            {"rule":"self.min <= self.max","messageExpression":"'min ' + string(self.min) + ' is above ' + string(self.max)","fieldPath":".min"},
            {"rule":"self.min != 13","reason":"FieldValueForbidden","message":"unlucky"},
            {"rule":"self.min != 14"}
            """);
        (await PostAsync(server, """{"min":1,"max":2}""")).Code.ShouldBe(201);
        var refused = await PostAsync(server, """{"min":13,"max":2}""");
        refused.Code.ShouldBe(422);
        Causes(refused).ShouldBe([
            ("spec.min", "FieldValueInvalid", "Invalid value: \"object\": min 13 is above 2"),
            ("spec", "FieldValueForbidden", "Forbidden: unlucky"),
        ]);
        Causes(await PostAsync(server, """{"min":14,"max":20}""")).ShouldBe([("spec", "FieldValueInvalid", "Invalid value: \"object\": failed rule: self.min != 14")]);
        Causes(await PostAsync(server, """{"min":1}""")).ShouldContain(cause => cause.Field == "spec.min" && cause.Message!.Contains("no such key: max", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rule_about_the_change_is_asked_of_changes_only()
    {
        await using var server = await TemporaryServer.StartAsync();
        await DefineAsync(server, """{"rule":"self.max >= oldSelf.max","message":"max never goes down"}""");
        await PostAsync(server, """{"min":1,"max":5}""");
        (await server.PatchAsync($"{Gears}/g", """{"spec":{"max":6}}""", "merge-patch+json")).Code.ShouldBe(200);
        var refused = await server.PatchAsync($"{Gears}/g", """{"spec":{"max":4}}""", "merge-patch+json");
        refused.Message!.ShouldContain("max never goes down");
    }

    [Fact]
    public async Task What_a_stricter_definition_finds_wrong_may_stay_as_it_is()
    {
        await using var server = await TemporaryServer.StartAsync();
        await DefineAsync(server, """{"rule":"true"}""");
        await PostAsync(server, """{"min":9,"max":1}""");
        await server.PatchAsync($"{Definitions}/gears.example.com", """[{"op":"replace","path":"/spec/versions/0/schema/openAPIV3Schema/properties/spec/x-kubernetes-validations/0/rule","value":"self.min <= self.max"}]""", "json-patch+json");
        (await server.PatchAsync($"{Gears}/g", """{"metadata":{"labels":{"a":"b"}}}""", "merge-patch+json")).Code.ShouldBe(200);
        (await server.PatchAsync($"{Gears}/g", """{"spec":{"min":8}}""", "merge-patch+json")).Code.ShouldBe(422);
    }

    [Theory]
    [InlineData("""{"rule":"self.none == 1"}""", "undefined field 'none'")]
    [InlineData("""{"rule":"self.min =="}""", "Syntax error")]
    [InlineData("""{"rule":"self.min > 1","messageExpression":"self.min"}""", "must evaluate to a string")]
    public async Task A_definition_with_a_rule_that_cannot_be_compiled_is_refused(string rule, string why)
    {
        await using var server = await TemporaryServer.StartAsync();
        var refused = await DefineAsync(server, rule);
        refused.Code.ShouldBe(422);
        refused.CauseFields.ShouldBe(["spec.versions[0].schema.openAPIV3Schema.properties[spec].x-kubernetes-validations[0].rule"]);
        refused.Message!.ShouldContain(why);
    }

    [Theory]
    [InlineData("""{"properties":{}}""", "spec.versions[0].schema.openAPIV3Schema.properties[extra].type")]
    [InlineData("""{"type":"string","pattern":"("}""", "spec.versions[0].schema.openAPIV3Schema.properties[extra].pattern")]
    [InlineData("""{"type":"integer","default":"x"}""", "spec.versions[0].schema.openAPIV3Schema.properties[extra].default")]
    [InlineData("""{"type":"integer","anyOf":[{"type":"integer"}]}""", "spec.versions[0].schema.openAPIV3Schema.properties[extra].anyOf[0].type")]
    [InlineData("""{"type":"array","x-kubernetes-list-type":"map","items":{"type":"object"}}""", "spec.versions[0].schema.openAPIV3Schema.properties[extra].x-kubernetes-list-map-keys")]
    [InlineData("""{"type":"array","items":{"type":"integer","x-kubernetes-validations":[{"rule":"self == oldSelf"}]}}""", "spec.versions[0].schema.openAPIV3Schema.properties[extra].items.x-kubernetes-validations[0].rule")]
    public async Task A_definition_whose_schema_is_not_structural_is_refused(string extra, string field)
    {
        await using var server = await TemporaryServer.StartAsync();
        (await DefineAsync(server, """{"rule":"true"}""", extra)).CauseFields.ShouldBe([field]);
    }

    [Fact]
    public async Task Lists_are_sets_and_maps_fields_nullable_and_status_held_to_its_schema()
    {
        await using var server = await TemporaryServer.StartAsync();
        await DefineAsync(server, """{"rule":"true"}""", """
            {"type":"object","properties":{"set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
            "map":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["a","b"],"items":{"type":"object","required":["a"],"properties":{"a":{"type":"string"},"b":{"type":"integer","default":1}}}},
            "maybe":{"type":"string","nullable":true,"default":"x"},"never":{"type":"string","default":"y"},"percent":{"x-kubernetes-int-or-string":true}}}
            """);
        var created = await PostAsync(server, """{"min":1,"max":2}""", ""","extra":{"maybe":null,"never":null,"percent":"5%","map":[{"a":"x"},{"a":"x","b":2}]}""");
        created.Body["extra"]!.ToJsonString().ShouldBe("""{"maybe":null,"percent":"5%","map":[{"a":"x","b":1},{"a":"x","b":2}],"never":"y"}""");
        var refused = await PostAsync(server, """{"min":1,"max":2}""", ""","extra":{"set":["a","a"],"map":[{"a":"x"},{"a":"x","b":1}]}""");
        Causes(refused).ShouldBe([
            ("extra.set[1]", "FieldValueDuplicate", "Duplicate value: \"a\""),
            ("extra.map[1]", "FieldValueDuplicate", """Duplicate value: {"a":"x","b":1}"""),
        ]);
        (await server.PatchAsync($"{Gears}/g/status", """{"status":{"ready":-1}}""", "merge-patch+json")).CauseFields.ShouldBe(["status.ready"]);
    }

    [Fact]
    public async Task Lists_can_be_narrowed_by_the_fields_that_the_definition_names()
    {
        await using var server = await TemporaryServer.StartAsync();
        await DefineAsync(server, """{"rule":"true"}""");
        await PostAsync(server, """{"min":1,"max":2}""");
        (await server.GetAsync($"{Gears}?fieldSelector=spec.min=1")).Body.Items("items").Count().ShouldBe(1);
        (await server.GetAsync($"{Gears}?fieldSelector=spec.min=2")).Body.Items("items").ShouldBeEmpty();
        (await server.GetAsync($"{Gears}?fieldSelector=spec.max=2")).Code.ShouldBe(400);
    }

    private static void Check(string type, string schema, string good, string bad, string why)
    {
        var node = JsonNode.Parse(schema)!.AsObject();
        node["type"] = type;
        var read = OpenApiReader.Read(node);
        SchemaValidator.Validate(JsonNode.Parse(good)!, read).ShouldBeEmpty();
        SchemaValidator.Validate(JsonNode.Parse(bad)!, read).ShouldHaveSingleItem().Message.ShouldContain(why);
    }

    private static IEnumerable<(string? Field, string? Reason, string? Message)> Causes(Answer answer) =>
        answer.Body.Items("details", "causes").Select(cause => (cause.Text("field"), cause.Text("reason"), cause.Text("message")));

    private static Task<Answer> PostAsync(TemporaryServer server, string spec, string more = "") =>
        server.PostAsync(Gears, """{"apiVersion":"example.com/v1","kind":"Gear","metadata":{"name":"g"},"spec":""" + spec + more + "}");

    private static Task<Answer> DefineAsync(TemporaryServer server, string rules, string extra = """{"type":"string"}""") => server.PostAsync(Definitions, $$$"""
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"gears.example.com"},
        "spec":{"group":"example.com","scope":"Namespaced","names":{"plural":"gears","kind":"Gear"},
        "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{}},"selectableFields":[{"jsonPath":".spec.min"}],
        "schema":{"openAPIV3Schema":{"type":"object","properties":{"extra":{{{extra}}},"status":{"type":"object","properties":{"ready":{"type":"integer","minimum":0} }},
        "spec":{"type":"object","properties":{"min":{"type":"integer"},"max":{"type":"integer"} },"x-kubernetes-validations":[{{{rules}}}]} } } } }]} }
        """);
}
