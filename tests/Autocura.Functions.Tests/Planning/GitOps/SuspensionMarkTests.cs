using System.Text.Json.Nodes;
using Autocura.Planning.GitOps;
using Autocura.Support;

namespace Autocura.Functions.Tests.Planning.GitOps;

public sealed class SuspensionMarkTests
{
    private static readonly (string, string) Day = (SuspensionMark.Written(Some.Noon), SuspensionMark.Written(Some.Noon.AddDays(1)));

    [Theory]
    [InlineData("""{"kind":"Application","metadata":{"name":"shop","annotations":{"team":"a"}},"spec":{"syncPolicy":{"automated":{"selfHeal":true,"prune":true},"retry":{"limit":2}}}}""")]
    [InlineData("""{"kind":"Application","metadata":{"name":"shop","annotations":{}},"spec":{"project":"default"}}""")]
    [InlineData("""{"kind":"Application","metadata":{"name":"shop","annotations":{}},"spec":{"syncPolicy":{"automated":{}}}}""")]
    [InlineData("""{"kind":"Kustomization","metadata":{"name":"shop","annotations":{}},"spec":{"interval":"10m"}}""")]
    [InlineData("""{"kind":"Kustomization","metadata":{"name":"shop","annotations":{}},"spec":{"suspend":false}}""")]
    [InlineData("""{"kind":"HelmRelease","metadata":{"name":"shop","annotations":{}},"spec":{"suspend":true}}""")]
    public void What_is_lifted_is_as_it_was(string text)
    {
        var target = Object(text);

        SuspensionMark.Put(target, "cart-1/1", Day);

        SuspensionMark.IsOn(target).ShouldBeTrue();
        (target["spec"]!["syncPolicy"]?["automated"] is null).ShouldBeTrue();
        (target["kind"]!.GetValue<string>() == "Application" || target["spec"]!["suspend"]!.GetValue<bool>()).ShouldBeTrue();
        SuspensionMark.Lift(target);
        JsonNode.DeepEquals(target, Object(text)).ShouldBeTrue(target.ToJsonString());
    }

    [Fact]
    public void One_that_is_suspended_already_keeps_how_it_was_at_first()
    {
        var target = Object("""{"kind":"Kustomization","metadata":{"annotations":{}},"spec":{"suspend":false}}""");

        SuspensionMark.Put(target, "cart-1/1", Day);
        SuspensionMark.Put(target, "cart-2/1", Day);

        SuspensionMark.Note(target, SuspensionMark.By).ShouldBe("cart-2/1");
        SuspensionMark.Lift(target);
        target["spec"]!["suspend"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public void What_a_person_has_set_since_stays()
    {
        var target = Object("""{"kind":"Application","metadata":{"annotations":{}},"spec":{"syncPolicy":{"automated":{"selfHeal":true}}}}""");
        SuspensionMark.Put(target, "cart-1/1", Day);
        target["spec"]!["syncPolicy"]!["automated"] = new JsonObject { ["prune"] = true };

        SuspensionMark.Lift(target);

        target["spec"]!["syncPolicy"]!["automated"]!.ToJsonString().ShouldBe("""{"prune":true}""");
        SuspensionMark.IsOn(target).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Synced", 10, 1, "Git and cluster agree again")]
    [InlineData("OutOfSync", 10, 1, null)]
    [InlineData("Synced", -10, 1, null)]
    [InlineData("OutOfSync", 10, 24, "its time was over")]
    public void It_is_due_when_git_agrees_or_its_time_is_over(string sync, int comparedMinutes, int hours, string? why)
    {
        var target = Object("""{"kind":"Application","metadata":{"annotations":{}},"spec":{}}""");
        SuspensionMark.Put(target, "cart-1/1", Day);
        target["status"] = new JsonObject { ["sync"] = new JsonObject { ["status"] = sync }, ["reconciledAt"] = SuspensionMark.Written(Some.Noon.AddMinutes(comparedMinutes)) };

        var due = SuspensionMark.Due(target, Some.Noon.AddHours(hours));

        (due ?? "").ShouldStartWith(why ?? "");
        (due is null).ShouldBe(why is null);
    }

    private static JsonObject Object(string text) => JsonNode.Parse(text)!.AsObject();
}
