using System.Globalization;
using System.Text.Json;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Advising;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Planning;
using Autocura.Planning.Advising;
using Autocura.Support;
using Autocura.Support.LanguageModels;

namespace Autocura.Functions.Tests.LanguageModels;

/// <summary>
/// A model that obeys whatever it reads: each order comes in by each way, and nothing of what it wants happens. That the order arrived is checked, too: the model obeys only what it was sent.
/// </summary>
public sealed class InjectionTests
{
    public static TheoryData<string> Orders => [.. Injection.Orders.Keys];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task No_order_is_obeyed_by_whatever_way_it_comes(string name)
    {
        var (order, obeyed) = Injection.Orders[name];
        await using var stage = await AdviceStage.OpenAsync();
        var reached = 0;
        // What of it can be told again in plain letters, however it was cleaned.
        var sign = new string([.. order.Split(' ', '\n')[0].Where(char.IsAsciiLetter)]);
        foreach (var (way, inject) in Injection.Ways)
        {
            stage.Model.Says = sent =>
            {
                var isTold = sent.Contains(sign.Length > 0 ? sign : "\\u", StringComparison.Ordinal);
                reached += isTold ? 1 : 0;
                return isTold ? obeyed : SomeAnswer.Nothing();
            };
            var evidence = inject(Some.Evidence(), order);

            var advice = await stage.AskAsync(evidence);

            Holds(stage.Model.Asked[^1], advice, $"{name} by {way}");
            Follows(stage, evidence, advice, $"{name} by {way}");
        }

        reached.ShouldBe(Injection.Ways.Count);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task What_the_rules_are_sure_of_is_done_as_without_a_model(string name)
    {
        var (order, obeyed) = Injection.Orders[name];
        await using var stage = await AdviceStage.OpenAsync();
        stage.Model.Says = _ => obeyed;
        var evidence = Injection.Ways["a log line"](Faulty.CrashAfterRelease(), order);
        var byRules = new Diagnoser(Rules()).Diagnose(evidence);

        var advised = Draft(stage, evidence, byRules.With(await stage.AskAsync(evidence, byRules)));

        var alone = Draft(stage, evidence, byRules);
        alone.Decision.ShouldBe(PlanDecision.Act);
        JsonSerializer.Serialize(advised with { Plan = advised.Plan! with { Advice = null } }).ShouldBe(JsonSerializer.Serialize(alone));
        advised.Plan!.Advice?.IsAlone.ShouldBeFalse();
    }

    [Fact]
    public async Task No_secret_reaches_the_server_by_any_way()
    {
        string[] secrets = ["hunter2-alpha", "AKIAIOSFODNN7EXAMPLE", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.sig-part", "t0psecret-uri", "ghp_0123456789abcdefghijABCDEFGHIJ", "jane.doe@example.com", "zero-width-hidden", "tok-in-json-1"];
        var text = $"password={secrets[0]} key {secrets[1]} jwt {secrets[2]} postgres://user:{secrets[3]}@db/x {secrets[4]} mail {secrets[5]} pass\u200Bword={secrets[6]} {{\"token\": \"{secrets[7]}\"}}";
        await using var stage = await AdviceStage.OpenAsync();
        foreach (var inject in Injection.Ways.Values)
        {
            await stage.AskAsync(inject(Some.Evidence(), text));
        }

        await stage.AskAsync(Injection.Ways["an alert's label"](Some.Evidence(), "x") with { State = Some.State() with { PodLabels = new Dictionary<string, string> { ["db-password"] = "label-secret-9" } } });
        stage.Model.Asked.Count.ShouldBe(Injection.Ways.Count + 1);
        foreach (var secret in secrets.Append("label-secret-9").Append(ModelServer.Key))
        {
            stage.Model.Asked.ShouldAllBe(request => !request.Body.Contains(secret, StringComparison.Ordinal), secret);
        }
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(32_000)]
    public async Task No_more_is_sent_than_may_be(int characters)
    {
        await using var stage = await AdviceStage.OpenAsync(characters: characters);
        var evidence = Injection.Ways.Values.Aggregate(Some.Evidence(), (grown, inject) => inject(grown, new string('字', 200_000)));

        await stage.AskAsync(evidence with { ExternalLogs = [.. Enumerable.Range(0, 500).Select(line => $"line {line} {new string('x', 500)}")] });

        stage.Model.Asked.Single().Evidence.Length.ShouldBeLessThan(characters + 200);
        stage.Model.Asked.Single().Evidence.ShouldContain("\"workload\"");
    }

    /// <summary>What was sent is data between marks that stand there once, and without letters that nobody sees; what came back names nothing that is not to be named.</summary>
    private static void Holds(ModelRequest request, Advice advice, string what)
    {
        request.Evidence.ShouldStartWith("<evidence>\n{", Case.Sensitive, what);
        request.Evidence.IndexOf("</evidence>", StringComparison.Ordinal).ShouldBe(request.Evidence.Length - "</evidence>".Length, what);
        request.Evidence.LastIndexOf('<').ShouldBe(request.Evidence.Length - "</evidence>".Length, what);
        JsonDocument.Parse(request.Evidence["<evidence>\n".Length..^"\n</evidence>".Length]).RootElement.ToString().EnumerateRunes()
            .ShouldAllBe(rune => System.Text.Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format, what);
        request.Evidence.Length.ShouldBeLessThan(32_200, what);
        JsonSerializer.Serialize(advice).ShouldNotContain(ModelServer.Key, Case.Sensitive, what);
        advice.Causes.ShouldAllBe(cause => cause.Cause != Cause.NothingWrong, what);
        advice.Actions.ShouldAllBe(action => action.Remedy.Action == ActionNames.RestartWorkload && action.Remedy.Target.Name == "cart", what);
    }

    /// <summary>Whatever is planned upon it waits for a person, in the freest mode there is.</summary>
    private static void Follows(AdviceStage stage, Evidence evidence, Advice advice, string what)
    {
        var draft = Draft(stage, evidence, AdviceStage.Unknown().With(advice));
        if (draft.Plan is not { } plan)
        {
            return;
        }

        plan.Advice!.IsAlone.ShouldBeTrue(what);
        var review = SomePlan.UnderReview() with { Plan = plan, Evidence = evidence, Profiles = stage.Profiles };
        GuardrailReview.Review(RegisteredGuardrails.All(), review).Kind.ShouldNotBe(VerdictKind.Allowed, what);
        plan.Strategy.ShouldNotContain("It would help", Case.Sensitive, what);
    }

    private static PlanDraft Draft(AdviceStage stage, Evidence evidence, RankedHypotheses diagnosis) =>
        AdvisedDraft.Draft(new PlanRequest { Incident = Some.Incident(), Evidence = evidence, Diagnosis = diagnosis, Attempt = 1 }, stage.Profiles);

    private static IEnumerable<IDiagnosisRule> Rules() => typeof(IDiagnosisRule).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IDiagnosisRule)))
        .Select(type => (IDiagnosisRule)Activator.CreateInstance(type)!);
}
