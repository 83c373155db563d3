using System.Text;
using System.Text.Json.Nodes;
using Autocura.Alerts;

namespace Autocura.Functions.Tests.Alerts;

public sealed class AlertmanagerPayloadTests
{
    private const string Message = """
        {"receiver":"team\\.a","status":"firing","alerts":[
          {"status":"firing","labels":{"alertname":"KubePodCrashLooping","namespace":"shop","pod":"cart-6d"},
           "annotations":{"summary":"cart restarts"},"startsAt":"2026-01-07T08:38:00.032Z","endsAt":"0001-01-01T00:00:00Z",
           "generatorURL":"http://prom/graph","fingerprint":"8a07086b74f3ba78"},
          {"status":"resolved","labels":{"alertname":"KubePodNotReady","namespace":"shop","pod":"cart-7e"},"annotations":{},
           "startsAt":"2026-01-07T08:30:00+01:00","endsAt":"2026-01-07T08:40:00Z","fingerprint":"1111222233334444"}],
         "notification_reason":"first notification","groupLabels":{},"commonLabels":{},"commonAnnotations":{},"routeLabels":{},
         "externalURL":"http://am:9093","version":"4","groupKey":"{}:{alertname=\"x\"}","truncatedAlerts":3}
        """;

    [Fact]
    public void Every_alert_has_its_own_status_whatever_the_message_says()
    {
        var group = Parse(Message);
        group.Status.ShouldBe("firing");
        group.Alerts.Select(alert => alert.Status).ShouldBe([AlertStatus.Firing, AlertStatus.Resolved]);
    }

    [Fact]
    public void The_year_1_is_no_end()
    {
        var alerts = Parse(Message).Alerts;
        alerts[0].EndsAt.ShouldBeNull();
        alerts[1].EndsAt.ShouldBe(new DateTimeOffset(2026, 1, 7, 8, 40, 0, TimeSpan.Zero));
        Parse(Edited(alert => alert["endsAt"] = "0001-01-01T00:00:00+14:00")).Alerts[0].EndsAt.ShouldBeNull();
    }

    [Fact]
    public void Times_are_kept_in_UTC() => Parse(Message).Alerts[1].StartsAt.ShouldBe(new DateTimeOffset(2026, 1, 7, 7, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(@"web\\.hook", "web.hook")]
    [InlineData(@"a\\+b\\(c\\)\\[d\\]", "a+b(c)[d]")]
    [InlineData(@"back\\\\slash", @"back\slash")]
    [InlineData(@"plain-name", "plain-name")]
    [InlineData(@"not\\quoted", @"not\quoted")]
    public void The_receiver_is_as_its_owner_wrote_it(string sent, string written) =>
        Parse($$"""{"receiver":"{{sent}}","alerts":[]}""").Receiver.ShouldBe(written);

    [Fact]
    public void The_fingerprint_it_sends_is_taken_and_a_missing_one_is_computed_as_Alertmanager_does()
    {
        Parse(Message).Alerts[0].Fingerprint.ShouldBe("8a07086b74f3ba78");
        Parse(Edited(alert => alert.Remove("fingerprint"))).Alerts[0].Fingerprint.ShouldBe("eae734201afbe844");
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("")]
    [InlineData("a b")]
    public void A_fingerprint_that_looks_like_none_is_not_taken(string sent) =>
        Parse(Edited(alert => alert["fingerprint"] = sent)).Alerts[0].Fingerprint.ShouldBe("eae734201afbe844");

    [Fact]
    public void What_newer_versions_add_is_ignored_and_what_older_ones_lack_is_not_missed()
    {
        Parse(Message).TruncatedAlerts.ShouldBe(3);
        var bare = Parse("""{"alerts":[{"status":"firing","labels":{"alertname":"A"},"startsAt":"2026-01-07T08:38:00Z"}]}""");
        bare.Alerts.ShouldHaveSingleItem().Annotations.ShouldBeEmpty();
        bare.TruncatedAlerts.ShouldBe(0);
    }

    [Fact]
    public void Grafana_sends_the_same_and_more()
    {
        var group = Parse("""
            {"receiver":"autocura","status":"firing","orgId":1,"title":"[FIRING:1]","state":"alerting","message":"**Firing**","version":"1","truncatedAlerts":0,
             "alerts":[{"status":"firing","labels":{"alertname":"HighErrors","namespace":"shop"},"annotations":{},"startsAt":"2026-01-07T08:38:00Z",
               "endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"57c6d9296de2ad39","silenceURL":"http://g/s","dashboardURL":"http://g/d",
               "panelURL":"","values":{"A":1},"valueString":"[ var='A' value=1 ]"}]}
            """);
        group.Version.ShouldBe("1");
        group.Alerts.ShouldHaveSingleItem().Fingerprint.ShouldBe("57c6d9296de2ad39");
        group.Rejected.ShouldBeEmpty();
    }

    [Fact]
    public void One_malformed_alert_among_fifty_is_set_aside_and_the_others_are_read()
    {
        var message = JsonNode.Parse(Message)!;
        var alerts = message["alerts"]!.AsArray();
        while (alerts.Count < 50)
        {
            alerts.Add(alerts[0]!.DeepClone());
        }

        alerts[17]!["startsAt"] = "yesterday";
        var group = Parse(message.ToJsonString());
        group.Alerts.Count.ShouldBe(49);
        var rejected = group.Rejected.ShouldHaveSingleItem();
        rejected.Index.ShouldBe(17);
        rejected.Reason.ShouldBe("The alert's 'startsAt' is 'yesterday', which is no RFC 3339 time.");
        rejected.Raw.ShouldContain("\"yesterday\"");
    }

    [Theory]
    [InlineData("""null""", "The entry is not an object.")]
    [InlineData("""[]""", "The entry is not an object.")]
    [InlineData("""{"labels":{"a":"b"},"startsAt":"2026-01-07T08:38:00Z"}""", "The alert has no 'status'.")]
    [InlineData("""{"status":"pending","labels":{"a":"b"},"startsAt":"2026-01-07T08:38:00Z"}""", "The alert's 'status' is 'pending'; it can be firing or resolved.")]
    [InlineData("""{"status":7,"labels":{"a":"b"},"startsAt":"2026-01-07T08:38:00Z"}""", "The alert's 'status' is not a text.")]
    [InlineData("""{"status":"firing","labels":{},"startsAt":"2026-01-07T08:38:00Z"}""", "The alert has no labels.")]
    [InlineData("""{"status":"firing","startsAt":"2026-01-07T08:38:00Z"}""", "The alert has no labels.")]
    [InlineData("""{"status":"firing","labels":["a"],"startsAt":"2026-01-07T08:38:00Z"}""", "The alert's 'labels' are not an object of names and texts.")]
    [InlineData("""{"status":"firing","labels":{"a":1},"startsAt":"2026-01-07T08:38:00Z"}""", "In the alert's 'labels', 'a' is not a text.")]
    [InlineData("""{"status":"firing","labels":{"a":"\ud800"},"startsAt":"2026-01-07T08:38:00Z"}""", "In the alert's 'labels', 'a' is not Unicode.")]
    [InlineData("""{"status":"firing","labels":{"a":"b"}}""", "The alert has no 'startsAt', so its episode is not known.")]
    [InlineData("""{"status":"firing","labels":{"a":"b"},"startsAt":"0001-01-01T00:00:00Z"}""", "The alert has no 'startsAt', so its episode is not known.")]
    public void An_alert_that_cannot_be_read_says_why(string alert, string reason)
    {
        var group = Parse($$"""{"alerts":[{{alert}}]}""");
        group.Alerts.ShouldBeEmpty();
        group.Rejected.ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("", "The message is not JSON")]
    [InlineData("not json at all", "The message is not JSON")]
    [InlineData("""{"alerts":[""", "The message is not JSON")]
    [InlineData("""[{"labels":{}}]""", "The message is a list where")]
    [InlineData("\"text\"", "The message is a text where")]
    [InlineData("""{"text":"a custom payload template"}""", "The message has no 'alerts'")]
    [InlineData("""{"alerts":{"0":{}}}""", "The message has an object as 'alerts'")]
    public void A_message_of_another_shape_is_one_rejected_entry_without_a_place(string body, string reason)
    {
        var rejected = Parse(body).Rejected.ShouldHaveSingleItem();
        rejected.Index.ShouldBeNull();
        rejected.Reason.ShouldStartWith(reason);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_set_aside()
    {
        // In Latin 1 these two letters are bytes that begin no UTF-8 sequence here.
        var body = Encoding.Latin1.GetBytes("{\"receiver\":\"\u00c3(\",\"alerts\":[{\"status\":\"\u00ff\",\"labels\":{\"a\":\"b\"}}]}");
        var group = AlertmanagerPayload.Parse(body);
        group.Receiver.ShouldBe("");
        group.Rejected.ShouldHaveSingleItem().Reason.ShouldBe("The alert's 'status' holds text that is not Unicode.");
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_message() =>
        AlertmanagerPayload.Parse((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Message)]).Alerts.Count.ShouldBe(2);

    [Fact]
    public void A_label_that_is_too_long_is_left_out_and_an_annotation_is_cut()
    {
        var alert = Parse(Edited(one =>
        {
            one["labels"]!["stack"] = new string('x', 5000);
            one["annotations"]!["summary"] = new string('y', 5000);
        })).Alerts[0];
        alert.Labels.Keys.Order().ShouldBe(["alertname", "namespace", "pod"]);
        alert.Annotations["summary"].Length.ShouldBe(2048);
    }

    [Fact]
    public void What_is_kept_of_a_rejected_entry_is_short() =>
        Parse($$"""{"alerts":["{{new string('z', 10_000)}}"]}""").Rejected[0].Raw.Length.ShouldBeLessThan(600);

    private static AlertGroup Parse(string body) => AlertmanagerPayload.Parse(Encoding.UTF8.GetBytes(body));

    private static string Edited(Action<JsonObject> edit)
    {
        var message = JsonNode.Parse(Message)!;
        edit(message["alerts"]![0]!.AsObject());
        return message.ToJsonString();
    }
}
