using System.Text.Json.Nodes;
using Autocura.Remediation;

namespace Autocura.Functions.Tests.Remediation;

public sealed class SpecPatchTests
{
    [Fact]
    public void A_changed_field_is_one_operation_and_one_line()
    {
        var before = Parse("""{"metadata":{"name":"a"},"spec":{"replicas":2,"paused":false},"status":{"x":1}}""");
        var after = Parse("""{"metadata":{"name":"b"},"spec":{"replicas":3,"paused":false},"status":{"x":2}}""");

        var patch = SpecPatch.Between(before, after);

        patch.ToJsonString().ShouldBe("""[{"op":"replace","path":"/spec/replicas","value":3}]""");
        SpecPatch.Describe(before, patch).ShouldBe(["spec.replicas: 2 -> 3"]);
    }

    [Fact]
    public void Added_and_removed_fields_say_so()
    {
        var before = Parse("""{"spec":{"old":1}}""");
        var after = Parse("""{"spec":{"new/er~":{"a":1}}}""");

        var patch = SpecPatch.Between(before, after);

        patch.ToJsonString().ShouldBe("""[{"op":"add","path":"/spec/new~1er~0","value":{"a":1}},{"op":"remove","path":"/spec/old"}]""");
        SpecPatch.Describe(before, patch).ShouldBe(["spec.new/er~: (none) -> {\"a\":1}", "spec.old: 1 -> (removed)"]);
    }

    [Fact]
    public void A_list_of_the_same_length_is_compared_item_by_item()
    {
        var before = Parse("""{"spec":{"containers":[{"name":"app","image":"a:1"},{"name":"side","image":"s:1"}]}}""");
        var after = Parse("""{"spec":{"containers":[{"name":"app","image":"a:2"},{"name":"side","image":"s:1"}]}}""");

        SpecPatch.Describe(before, SpecPatch.Between(before, after)).ShouldBe(["spec.containers.0.image: \"a:1\" -> \"a:2\""]);
    }

    [Fact]
    public void A_list_of_another_length_is_replaced_as_a_whole() =>
        SpecPatch.Between(Parse("""{"spec":{"a":[1,2]}}"""), Parse("""{"spec":{"a":[1]}}""")).ToJsonString()
            .ShouldBe("""[{"op":"replace","path":"/spec/a","value":[1]}]""");

    [Fact]
    public void Equal_states_need_no_operation() =>
        SpecPatch.Between(Parse("""{"spec":{"a":[{"b":null}]}}"""), Parse("""{"spec":{"a":[{"b":null}]}}""")).Count.ShouldBe(0);

    [Fact]
    public void The_hash_of_a_state_does_not_depend_on_the_order_of_fields_or_on_metadata_and_status() =>
        SpecHash.Of(Parse("""{"spec":{"a":1,"b":[1,2]},"metadata":{"x":1}}"""))
            .ShouldBe(SpecHash.Of(Parse("""{"status":{"y":1},"spec":{"b":[1,2],"a":1}}""")));

    [Fact]
    public void The_hash_of_a_state_depends_on_the_order_of_a_list() =>
        SpecHash.Of(Parse("""{"spec":{"a":[1,2]}}""")).ShouldNotBe(SpecHash.Of(Parse("""{"spec":{"a":[2,1]}}""")));

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
