using Autocura.Guardrails;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails;

public sealed class ApprovalLinkTests
{
    private const string Key = "a key for tests that is long enough";

    private static readonly ApprovalLink Link = new()
    {
        InstanceId = "cart-1",
        PlanId = "cart-1-2/1",
        PlanHash = "0123456789abcdef",
        By = "ana",
        Approved = true,
        Expires = Some.Noon.AddHours(1),
    };

    [Fact]
    public void What_was_signed_is_read_again() => ApprovalLink.Read(Link.Sign(Key), Key, Some.Noon).ShouldBe((Link, ""));

    [Fact]
    public void It_may_stand_in_an_address() => Link.Sign(Key).ShouldMatch("^[A-Za-z0-9_.-]+$");

    [Fact]
    public void Nobody_without_the_key_can_make_one()
    {
        var token = Link.Sign(Key);
        var forged = (Link with { By = "ben" }).Sign("another key that is long enough for it");
        var mixed = $"{forged.Split('.')[0]}.{token.Split('.')[1]}";

        foreach (var bad in new[] { forged, mixed, token[..^2], token + "A", "", ".", "a.b", "%%%.%%%", token.Split('.')[0] })
        {
            ApprovalLink.Read(bad, Key, Some.Noon).ShouldBe((null, "The link is not one that this system has made."), bad);
        }
    }

    [Fact]
    public void It_expires()
    {
        var (link, problem) = ApprovalLink.Read(Link.Sign(Key), Key, Some.Noon.AddHours(1));

        link.ShouldBeNull();
        problem.ShouldBe("The link has expired on 2030-01-15 13:00 UTC.");
    }
}
