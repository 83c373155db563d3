using System.Text;
using Autocura.Alerts;

namespace Autocura.Functions.Tests.Alerts;

public sealed class GrafanaPayloadTests
{
    private const string Message = """
        {"receiver":"My webhook","status":"firing","orgId":1,"state":"alerting","title":"[FIRING:1] High error rate","message":"...","version":"1","groupKey":"{}:{alertname=\"x\"}","truncatedAlerts":0,
         "alerts":[{"status":"firing","labels":{"alertname":"High error rate","namespace":"shop","deployment":"cart","grafana_folder":"shop"},"annotations":{"summary":"it fails"},
          "startsAt":"2026-10-12T09:51:03.157076+02:00","endsAt":"0001-01-01T00:00:00Z","generatorURL":"https://play.grafana.org/alerting/1afz29v7z/edit","fingerprint":"c6eadffa33fcdf37",
          "silenceURL":"https://play.grafana.org/alerting/silence/new?x","dashboardURL":"javascript:alert(1)","panelURL":"","values":{"B":44.23943737541908,"C":null}},
          {"status":"resolved","labels":{"alertname":"High error rate","namespace":"shop","deployment":"catalog"},"annotations":{},"startsAt":"2026-10-12T09:51:03Z","endsAt":"2026-10-12T10:51:03Z",
          "fingerprint":"bc97ff14869b13e3","valueString":"[ var='B' labels={} value=14151.33 ]"},
          {"status":"firing","labels":{},"startsAt":"2026-10-12T09:51:03Z"}]}
        """;

    [Fact]
    public void It_is_Alertmanagers_message_and_more()
    {
        var group = Parse(Message);
        (group.Receiver, group.Version, group.Alerts.Count).ShouldBe(("My webhook", "1", 2));
        var firing = group.Alerts[0];
        (firing.Fingerprint, firing.Status, firing.StartsAt).ShouldBe(("c6eadffa33fcdf37", AlertStatus.Firing, new DateTimeOffset(2026, 10, 12, 7, 51, 3, TimeSpan.Zero).AddTicks(1570760)));
        firing.Annotations["summary"].ShouldBe("it fails");
        firing.Annotations["values"].ShouldBe("B=44.23943737541908, C=null");
        firing.Annotations["silenceURL"].ShouldStartWith("https://play.grafana.org/");
        firing.Annotations.Keys.ShouldNotContain("dashboardURL", "what is no address of a page is not kept as one");
        firing.Annotations.Keys.ShouldNotContain("panelURL");
        group.Alerts[1].Annotations["values"].ShouldBe("[ var='B' labels={} value=14151.33 ]");
        group.Rejected.ShouldHaveSingleItem().Index.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"title":"[Alerting] CPU","ruleId":1,"ruleName":"CPU","state":"alerting","evalMatches":[{"value":100,"metric":"High"}],"orgId":0}""", "The message is of Grafana's legacy dashboard alerts")]
    [InlineData("""{"alerts":{}}""", "The message has an object as 'alerts'")]
    [InlineData("null", "The message is null where Alertmanager sends an object")]
    [InlineData("{", "The message is not JSON")]
    public void What_cannot_be_read_is_rejected_with_the_reason(string body, string reason) => Parse(body).Rejected.ShouldHaveSingleItem().Reason.ShouldStartWith(reason);

    [Theory]
    [InlineData("\"values\":\"odd\"")]
    [InlineData("\"values\":[1,2]")]
    [InlineData("\"silenceURL\":{\"a\":1},\"valueString\":7")]
    public void Odd_extras_do_not_cost_the_alert(string extras) =>
        Parse("{\"alerts\":[{" + extras + ",\"status\":\"firing\",\"labels\":{\"alertname\":\"x\"},\"startsAt\":\"2026-10-12T09:51:03Z\"}]}").Alerts.ShouldHaveSingleItem();

    private static AlertGroup Parse(string body) => GrafanaPayload.Parse(Encoding.UTF8.GetBytes(body));
}
