using Autocura.Diagnosis;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Releases;

public sealed class ArchitectureRuleTests
{
    private const string Refused = "exec /usr/bin/serve: exec format error";

    [Fact]
    public void An_image_for_other_processors_is_taken_back()
    {
        var top = Faulty.Release(Faulty.Crashing(255, Refused)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.WrongArchitecture);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe("The image of cart is built for other processors than its nodes have.");
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_registry_without_an_image_for_the_node_says_so_before_anything_runs() =>
        Faulty.Release(Faulty.CannotPull("no matching manifest for linux/arm64 in the manifest list entries")).Diagnose()
            .ProbabilityOf(Cause.WrongArchitecture).ShouldBeGreaterThan(Faulty.BadImage().Diagnose().ProbabilityOf(Cause.WrongArchitecture));

    [Fact]
    public void Pods_of_an_older_release_that_have_it_too_speak_against_the_release()
    {
        var refused = Faulty.Release(Faulty.Crashing(255, Refused));
        var both = refused with { Pods = [.. refused.Pods.Select(pod => pod with { Ready = false, Containers = [Faulty.Crashing(255, Refused)] })] };

        both.Diagnose().ProbabilityOf(Cause.WrongArchitecture).ShouldBeLessThan(refused.Diagnose().ProbabilityOf(Cause.WrongArchitecture));
    }

    [Fact]
    public void A_crash_for_any_other_reason_is_another_story() => Faulty.CrashAfterRelease().Diagnose().Of(Cause.WrongArchitecture).ShouldBeNull();
}
