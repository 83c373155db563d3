using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Configuration;

public sealed class MalformedConfigurationRuleTests
{
    private const string Unread = "yaml: line 3: mapping values are not allowed in this context";

    [Theory]
    [InlineData(Unread)]
    [InlineData("SyntaxError: Unexpected token } in JSON at position 17")]
    [InlineData("invalid character 'x' looking for beginning of value")]
    [InlineData("json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)")]
    public void A_configuration_that_cannot_be_read_is_put_back(string log)
    {
        var top = Crashing(log).After(Changed()).Diagnose().Top;

        top.Cause.ShouldBe(Cause.MalformedConfiguration);
        top.Culprit.ShouldBe(Nearby.Features);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void A_release_that_brought_it_is_taken_back_as_a_whole()
    {
        var top = Faulty.Release(Faulty.Crashing(log: Unread)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.MalformedConfiguration);
        top.Culprit.ShouldBe(Nearby.Itself);
        top.Remedies.InShort().First().ShouldBe("RollBackRelease toRevision=2");
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_found_before_anything_has_crashed()
    {
        var broken = new ConfigurationView { Kind = "ConfigMap", Name = "features", Where = "volume features", Exists = true, KeyExists = true, Unreadable = "config.json, line 3" };
        var starting = Some.Evidence().After(Changed());
        var evidence = (starting with { Pods = [.. starting.Pods.Select(pod => pod with { Ready = false, ReadySince = null })] }).Around(around => around with { Configurations = [broken] });

        evidence.Diagnose().Top.ShouldSatisfyAllConditions(
            top => top.Cause.ShouldBe(Cause.MalformedConfiguration),
            top => top.Culprit.ShouldBe(Nearby.Features),
            top => top.Headline.ShouldBe("ConfigMap features, which cart takes its configuration from, cannot be read (config.json, line 3)."));
    }

    [Fact]
    public void A_crash_that_says_nothing_of_it_is_a_configuration_that_changed_at_most() =>
        Crashing("panic: nil pointer").After(Changed()).Diagnose().ShouldSatisfyAllConditions(
            diagnosis => diagnosis.Of(Cause.MalformedConfiguration).ShouldBeNull(),
            diagnosis => diagnosis.Top.Cause.ShouldBe(Cause.ConfigurationChanged));

    [Fact]
    public void A_program_that_complains_and_runs_is_no_suspect() => Nearby.Failing().Saying(Unread).After(Changed()).Diagnose().Of(Cause.MalformedConfiguration).ShouldBeNull();

    [Fact]
    public void A_configuration_that_is_as_it_was_is_suspected_less() =>
        Crashing(Unread).After(Changed() with { IsAgainstKnownGood = false, KnownGoodHash = "" }).Diagnose().ProbabilityOf(Cause.MalformedConfiguration)
            .ShouldBeLessThan(Crashing(Unread).After(Changed()).Diagnose().ProbabilityOf(Cause.MalformedConfiguration));

    private static ObjectChange Changed() => Nearby.Change(Nearby.Features, ObjectRelation.Configuration, new FieldChange("data.demo.yaml", "a: 1", "a: b: 1"));

    private static Evidence Crashing(string log) => Faulty.WithPods(Some.Evidence(), Faulty.Crashing(log: log));
}
