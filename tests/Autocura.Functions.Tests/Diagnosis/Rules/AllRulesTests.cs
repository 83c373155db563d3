using System.Text.Json;
using System.Text.RegularExpressions;
using Autocura.Diagnosis;
using FsCheck;
using FsCheck.Fluent;

namespace Autocura.Functions.Tests.Diagnosis.Rules;

/// <summary>What must hold of every rule, whatever the evidence: names mean nothing, and what is missing breaks nothing.</summary>
public sealed partial class AllRulesTests
{
    // No word of the field is made of these.
    private const string Letters = "jkqvwxz";

    private static readonly Gen<(Evidence Evidence, int Seed)> Faults =
        from evidence in Gen.Elements(AllFaults.Evidence.AsEnumerable())
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (evidence, seed);

    [Fact]
    public void Names_mean_nothing() => Check(fault =>
    {
        var (renamed, names) = Renamed(fault.Evidence, new Random(fault.Seed));

        names.ShouldContainKey("cart");
        renamed.Workload.Name.ShouldBe(names["cart"]);
        Probabilities(renamed).ShouldBe(Probabilities(fault.Evidence));
    });

    [Fact]
    public void What_is_missing_or_out_of_range_breaks_nothing() => Check(fault =>
    {
        var ranked = Torn.Apart(fault.Evidence, new Random(fault.Seed)).Diagnose();

        ranked.Hypotheses.Sum(hypothesis => hypothesis.Probability).ShouldBe(1, 1e-9);
        ranked.Hypotheses.SelectMany(hypothesis => hypothesis.Clues).ShouldAllBe(clue => double.IsFinite(clue.Weight));
        ranked.Hypotheses.ShouldAllBe(hypothesis => hypothesis.Headline.Length > 0 && !hypothesis.Headline.Contains("NaN"));
        ranked.Hypotheses.SelectMany(hypothesis => hypothesis.Remedies).ShouldAllBe(remedy => remedy.Chance > 0 && remedy.Chance < 1 && remedy.Why.Length > 0);
    });

    [Fact]
    public void The_same_evidence_has_the_same_answer() => Check(fault =>
        JsonSerializer.Serialize(fault.Evidence.Diagnose()).ShouldBe(JsonSerializer.Serialize(fault.Evidence.Diagnose())));

    [Fact]
    public void Every_cause_that_can_be_told_from_evidence_has_a_share() =>
        Verdicts.Rules().Select(rule => rule.Cause).ShouldBeSubsetOf(PriorShare.Causes);

    private static void Check(Action<(Evidence Evidence, int Seed)> property) => Prop.ForAll(Faults.ToArbitrary(), fault =>
    {
        property(fault);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithReplay(20300115, 297121, 100).WithMaxTest(300));

    // By cause, as a rename may change the order of what is equally probable.
    private static IEnumerable<string> Probabilities(Evidence evidence) => evidence.Diagnose().Hypotheses
        .GroupBy(hypothesis => hypothesis.Cause)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"{group.Key} {string.Join(' ', group.Select(hypothesis => hypothesis.Probability).OrderDescending().Select(probability => $"{probability:0.000000}"))}");

    private static (Evidence Evidence, Dictionary<string, string> Names) Renamed(Evidence evidence, Random random)
    {
        var names = new Dictionary<string, string>();
        var text = Names().Replace(JsonSerializer.Serialize(evidence), match =>
        {
            names.TryAdd(match.Value, $"{new string(random.GetItems<char>(Letters, random.Next(3, 9)))}{names.Count}");
            return names[match.Value];
        });
        return (JsonSerializer.Deserialize<Evidence>(text)!, names);
    }

    // Whole words only: "app" and "apps/v1" are different words, "cart-2-a" and "cartFailure" begin with the name that they are made of.
    [GeneratedRegex(@"(?<![A-Za-z])(cart|shop|app|ledger|burn|guard|goods|swift|features|loud|node-\d)(?![a-z0-9])")]
    private static partial Regex Names();
}
