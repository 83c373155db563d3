namespace Autocura.Architecture;

/// <summary>Reads functions/Orchestrations for what the rules of its README forbid and a list of banned symbols cannot say.</summary>
public sealed class DeterminismTests
{
    private const string Folder = "functions/Orchestrations/";

    [Fact]
    public void Orchestrators_keep_the_law() =>
        AppSource.Trees(Folder).SelectMany(tree => new ReplayRules(AppSource.Compilation.GetSemanticModel(tree)).Findings()).ShouldBeEmpty();

    [Fact]
    public void The_law_has_twelve_rules() =>
        Repository.Read(Folder + "README.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsDigit(line[2]))
            .Select(line => line.Split('|')[1].Trim())
            .ShouldBe(Enumerable.Range(1, 12).Select(number => $"{number}"));

    [Theory]
    [InlineData(4, "static async Task M(CancellationTokenSource s) { await s.CancelAsync(); }")]
    [InlineData(5, "static async Task M() { await File.ReadAllTextAsync(\"x\"); }")]
    [InlineData(5, "static async Task M() { await Task.Delay(1); }")]
    [InlineData(5, "static async Task M(TaskOrchestrationContext c) { await c.CreateTimer(default, default).ConfigureAwait(false); }")]
    [InlineData(5, "static int M(Task<int> t) => t.Result;")]
    [InlineData(5, "static void M(Task t) => t.Wait();")]
    [InlineData(5, "static void M(Task t) => t.GetAwaiter().GetResult();")]
    [InlineData(5, "static Task M(Task t) => t.ContinueWith(_ => { });")]
    [InlineData(5, "static async void M(Task t) { await t; }")]
    [InlineData(5, "static void M(object o) { lock (o) { } }")]
    [InlineData(7, "async Task M([Microsoft.Azure.Functions.Worker.OrchestrationTrigger] TaskOrchestrationContext c) { await c.CreateTimer(default, default); }")]
    [InlineData(7, "static async Task M([Microsoft.Azure.Functions.Worker.OrchestrationTrigger] TaskOrchestrationContext c, string input, object service) { await c.CreateTimer(default, default); }")]
    [InlineData(7, "static void M(CancellationToken t) { }")]
    [InlineData(8, "static void M(Microsoft.Extensions.Logging.ILogger l) { }")]
    [InlineData(8, "static object M(Microsoft.Extensions.Logging.ILoggerFactory f) => f.CreateLogger(\"x\");")]
    [InlineData(9, "static int count;")]
    [InlineData(9, "static readonly List<int> Seen = [];")]
    [InlineData(9, "static int Count { get; set; }")]
    [InlineData(9, "int count; static Task M([Microsoft.Azure.Functions.Worker.OrchestrationTrigger] TaskOrchestrationContext c) => c.CreateTimer(default, default);")]
    [InlineData(10, "static void M(Dictionary<string, int> d) { foreach (var x in d) { } }")]
    [InlineData(10, "static void M(IReadOnlyDictionary<string, int> d) { foreach (var x in d.Keys) { } }")]
    [InlineData(10, "static object M(HashSet<string> s) => s.Select(x => x).ToList();")]
    public void What_breaks_a_rule_is_found(int rule, string member) =>
        Findings(member).ShouldContain(finding => finding.StartsWith($"{rule}: ", StringComparison.Ordinal));

    [Theory]
    [InlineData("static async Task M(TaskOrchestrationContext c) { await c.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None); }")]
    [InlineData("static async Task M(TaskOrchestrationContext c) { var a = c.CallActivityAsync(\"A\"); var b = c.WaitForExternalEvent<int>(\"B\"); if (await Task.WhenAny(a, b) == b) { await b; } }")]
    [InlineData("static async Task M([Microsoft.Azure.Functions.Worker.OrchestrationTrigger] TaskOrchestrationContext c, string input) { await Other(c); } static Task Other(TaskOrchestrationContext c) => c.CallActivityAsync(\"A\");")]
    [InlineData("static readonly TimeSpan Pause = TimeSpan.FromSeconds(1); const int Times = 3;")]
    [InlineData("readonly List<string> told = []; int attempt; static Sample Make() => new();")]
    [InlineData("static object M(Dictionary<string, int> d) => d.OrderBy(pair => pair.Key).ToList();")]
    public void What_keeps_the_rules_is_left_alone(string member) => Findings(member).ShouldBeEmpty();

    private static IEnumerable<string> Findings(string member)
    {
        var source = $"using Microsoft.DurableTask; using Microsoft.Extensions.Logging; namespace Autocura.Orchestrations; class Sample {{ {member} }}";
        var (compilation, tree) = AppSource.With(Folder + "Sample.cs", source);
        return [.. new ReplayRules(compilation.GetSemanticModel(tree)).Findings()];
    }
}
