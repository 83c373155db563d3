using System.Reflection;
using Autocura.Diagnosis;
using Autocura.Functions.Tests.Cluster;
using Autocura.Functions.Tests.Ledger;
using Autocura.Ledger;
using Autocura.Reports;
using Autocura.Telemetry;

namespace Autocura.Functions.Tests.Reports;

public sealed class IncidentReportTests(RunningShop shop) : IClassFixture<RunningShop>
{
    [Fact]
    public async Task Everything_that_the_record_says_is_told()
    {
        var record = new SomeRecord("cart").Healed;
        using var metrics = new IncidentMetrics();
        (await new IncidentLedger(shop.Cluster.Clusters, metrics).WriteAsync(record, CancellationToken.None)).Reason.ShouldBe("");

        var file = (await new IncidentFiles(shop.Cluster.Clusters).ReadAsync(record.Incident.Workload, record.Incident.RecordName, CancellationToken.None)).ShouldNotBeNull();
        var text = MarkdownReport.Write(IncidentReport.Of(file, new Impact(3.5, 0.5, 12), ""));

        text.ShouldContain("Release 2 crashes");
        text.ShouldContain("3.5 minutes of total outage in all: at worst 50% of the usual 12 requests per second");
        text.ShouldContain("every pod of release 2 restarts (speaks for");
        text.ShouldContain("| CrashAfterRelease | 90.0% |");
        text.ShouldContain("Roll back to release 1 (from Rules)");
        text.ShouldContain("RollbackPolicy");
    }

    [Fact]
    public void An_open_incident_has_a_report_of_what_is_known_so_far()
    {
        var text = MarkdownReport.Write(IncidentReport.Of(new IncidentFile { Issue = SomeFile.Issue("cart-1", SomeFile.Noon, outcome: null) }, null, "no Prometheus."));

        text.ShouldContain("and still is");
        text.ShouldContain("It is open: AwaitingApproval");
        text.ShouldContain("Not measured: no Prometheus.");
        text.ShouldContain("No diagnosis was made.");
        text.ShouldContain("Nothing was planned.");
    }

    [Fact]
    public void What_comes_back_after_the_same_remedy_is_told()
    {
        var file = SomeFile.Healed with { Earlier = [SomeFile.Issue("cart-0", SomeFile.Noon.AddDays(-3), cause: "CrashAfterRelease"), SomeFile.Issue("cart-x", SomeFile.Noon.AddDays(-40), cause: "CrashAfterRelease")] };

        var text = MarkdownReport.Write(IncidentReport.Of(file, null, ""));

        text.ShouldContain("There was one earlier episode of Deployment shop/cart in the 30 days before, 1 of them with the same confirmed cause");
        text.ShouldContain("That remedy treats the symptom".ToLowerInvariant());
        text.ShouldNotContain("cart-x");
    }

    [Fact]
    public void There_is_advice_for_every_cause() =>
        Prevention.Causes.ShouldBe(typeof(Cause).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!), ignoreOrder: true);

    [Fact]
    public void Nothing_that_stands_in_a_record_is_taken_for_markup()
    {
        const string hostile = "<script>alert(1)</script> | [x](javascript:y) `z` # *b*\n## A heading";
        var report = new ReportDocument(hostile, [new ReportSection(hostile) { Sentences = [hostile], Points = [hostile], Table = new ReportTable([hostile], [[hostile]]) }]);

        var html = HtmlReport.Write(report);
        html.ShouldNotContain("<script");
        html.ShouldContain("&lt;script&gt;");
        var markdown = MarkdownReport.Write(report);
        markdown.Split('\n').Count(line => line.StartsWith('#')).ShouldBe(2);
        MarkdownReport.Write(new ReportDocument("t", [new ReportSection("s") { Sentences = ["# no heading", "- no list"] }])).ShouldContain("\n\\# no heading\n\n\\- no list\n");
        markdown.ShouldContain("\\<script\\>alert(1)\\</script\\> \\| \\[x\\](javascript:y) \\`z\\` # \\*b\\*");
    }
}
