using Autocura.Functions.Tests.Notifications;
using Autocura.Guardrails.Notices;
using Autocura.Notifications;
using Autocura.Support;
using Autocura.Support.Notices;

namespace Autocura.Functions.Tests.Conformance;

/// <summary>What every way to reach people promises, against a real server on the loopback interface.</summary>
public abstract class NotifierConformance
{
    private protected const string OwnSecret = "xoxb-SECRET-0123456789-of-this-channel";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private protected abstract Task<IReceiver> ReceiveAsync();

    /// <summary>The notifier, with <see cref="OwnSecret"/> for whatever it keeps secret.</summary>
    private protected abstract INotifier Notifier(IReceiver receiver, TimeProvider time);

    private protected static NotificationOptions Options => new() { Timeout = Patience };

    [Theory]
    [InlineData(NoticeMoment.Opened)]
    [InlineData(NoticeMoment.NeedsApproval)]
    [InlineData(NoticeMoment.Escalated)]
    public async Task It_says_what_is_wrong_and_where_since_when_how_bad_and_what_is_asked(NoticeMoment moment)
    {
        await using var receiver = await ReceiveAsync();
        var message = SomeNotice.Message(moment);

        (await Notifier(receiver, TimeProvider.System).SendAsync(message, default)).Result.ShouldBe(DeliveryResult.Delivered);

        var received = receiver.Received();
        foreach (var told in (string[])["KubePodNotReady", "cart", "shop", "2030-01-15 11:55 UTC", "risk 65 of 100", "cannot be pulled", "Roll Deployment", "https://runbooks.example/cart", "https://autocura.example/#/incidents/cart-"])
        {
            received.ShouldContain(told);
        }

        received.ShouldContain(message.Asked.Split('.')[0]);
    }

    [Fact]
    public async Task An_incident_is_told_from_its_beginning_to_its_end()
    {
        await using var receiver = await ReceiveAsync();
        var (notifier, thread, number) = (Notifier(receiver, TimeProvider.System), "", 0);

        foreach (var moment in (NoticeMoment[])[NoticeMoment.Opened, NoticeMoment.NeedsApproval, NoticeMoment.Remediating, NoticeMoment.Resolved])
        {
            var receipt = await notifier.SendAsync(SomeNotice.Message(moment, thread, ++number), default);
            receipt.Result.ShouldBe(DeliveryResult.Delivered, receipt.Reason);
            thread = receipt.Thread;
        }
    }

    [Fact]
    public async Task A_secret_in_the_words_of_an_alert_does_not_go_out()
    {
        await using var receiver = await ReceiveAsync();
        var notice = SomeNotice.Of(NoticeMoment.Opened) with
        {
            Summary = "login failed: password=hunter2pw for eve@example.com",
            Said = "token: ghp_0123456789abcdefghij0123456789abcdefgh",
            RunbookUrl = "https://eve:hunter2pw@runbooks.example/cart",
        };

        await Notifier(receiver, TimeProvider.System).SendAsync(MessageWriting.Write(SomeNotice.Delivery(notice)), default);

        receiver.Received().ShouldNotContain("hunter2pw");
        receiver.Received().ShouldNotContain("ghp_");
        receiver.Received().ShouldNotContain("eve@");
    }

    [Fact]
    public async Task Hostile_text_is_told_as_text()
    {
        await using var receiver = await ReceiveAsync();
        var notice = SomeNotice.Of(NoticeMoment.Escalated) with { Summary = "<script>alert(1)</script> <!channel> ```", Cause = "first\r\nBcc: everybody", Alerts = ["Bad\r\nSubject: other"] };

        (await Notifier(receiver, TimeProvider.System).SendAsync(MessageWriting.Write(SomeNotice.Delivery(notice)), default)).Result.ShouldBe(DeliveryResult.Delivered);

        receiver.Shown().ShouldNotContain("<script>");
        receiver.Shown().ShouldNotContain("<!channel>");
        receiver.Received().ShouldNotContain("\nBcc: everybody");
        receiver.Received().ShouldNotContain("\nSubject: other");
    }

    [Theory]
    [InlineData(Fault.Busy, DeliveryResult.TryLater)]
    [InlineData(Fault.Broken, DeliveryResult.TryLater)]
    [InlineData(Fault.Refusing, DeliveryResult.Refused)]
    public async Task What_may_come_right_is_told_from_what_may_not_and_no_secret_with_it(Fault fault, DeliveryResult expected)
    {
        await using var receiver = await ReceiveAsync();
        receiver.Fault = fault;

        var receipt = await Notifier(receiver, TimeProvider.System).SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);

        receipt.Result.ShouldBe(expected, receipt.Reason);
        receipt.Reason.ShouldEndWith(".");
        receipt.Reason.ShouldNotContain(OwnSecret);
    }

    [Fact]
    public async Task A_week_is_told_without_secrets_and_as_text_by_what_can_carry_it()
    {
        await using var receiver = await ReceiveAsync();
        var notifier = Notifier(receiver, TimeProvider.System);

        var receipt = await new DigestDispatch([notifier]).SendAsync(new DigestDelivery(notifier.Name, SomeNotice.Digest("login failed: password=hunter2pw for eve@example.com <script>alert(1)</script> <!channel>\r\nBcc: everybody")), default);

        NotificationOptions.Carriers.Contains(notifier.Name).ShouldBe(notifier is IDigestNotifier);
        if (notifier is not IDigestNotifier)
        {
            (receipt.Result, receipt.Reason).ShouldBe((DeliveryResult.Refused, $"No channel '{notifier.Name}' can carry a digest; email, slack, teams, webhook can."));
            receiver.Received().ShouldBeEmpty();
            return;
        }

        receipt.Result.ShouldBe(DeliveryResult.Delivered, receipt.Reason);
        foreach (var told in (string[])["Incidents from 2030-01-08 to 2030-01-15", "Summary", "There were 4 incidents.", "Waiting for a decision"]) receiver.Received().ShouldContain(told);
        foreach (var hidden in (string[])["hunter2pw", "eve@", "\nBcc: everybody", OwnSecret]) receiver.Received().ShouldNotContain(hidden);
        receiver.Shown().ShouldNotContain("<script>");
        receiver.Shown().ShouldNotContain("<!channel>");
    }

    [Theory]
    [InlineData(Fault.Busy, DeliveryResult.TryLater)]
    [InlineData(Fault.Broken, DeliveryResult.TryLater)]
    [InlineData(Fault.Refusing, DeliveryResult.Refused)]
    public async Task Of_a_week_too_it_is_known_whether_it_may_come_right(Fault fault, DeliveryResult expected)
    {
        await using var receiver = await ReceiveAsync();
        receiver.Fault = fault;
        if (Notifier(receiver, TimeProvider.System) is not IDigestNotifier notifier) return;

        var receipt = await notifier.SendAsync(SomeNotice.Digest("quiet"), default);

        receipt.Result.ShouldBe(expected, receipt.Reason);
        receipt.Reason.ShouldNotContain(OwnSecret);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_tried_later()
    {
        await using var receiver = await ReceiveAsync();
        receiver.Fault = Fault.Silent;
        var time = new ManualTime();

        var sending = Notifier(receiver, time).SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);
        while (!sending.IsCompleted)
        {
            // It may ask twice, and each time waits as long.
            await Task.WhenAny(sending, receiver.Asked);
            time.Advance(Patience);
            await Task.Yield();
        }

        (await sending).Result.ShouldBe(DeliveryResult.TryLater);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_tried_later()
    {
        var receiver = await ReceiveAsync();
        var notifier = Notifier(receiver, TimeProvider.System);
        await receiver.DisposeAsync();

        var receipt = await notifier.SendAsync(SomeNotice.Message(NoticeMoment.Opened), default);

        receipt.Result.ShouldBe(DeliveryResult.TryLater);
        receipt.Reason.ShouldNotContain(OwnSecret);
    }

    [Fact]
    public async Task Its_name_is_one_that_the_settings_know_and_its_file_bears()
    {
        await using var receiver = await ReceiveAsync();
        var notifier = Notifier(receiver, TimeProvider.System);

        NotificationOptions.Known.ShouldContain(notifier.Name);
        notifier.GetType().Name.ToLowerInvariant().ShouldBe($"{notifier.Name}notifier");
        notifier.Missing.ShouldBe("");
        Options.MissingFor(notifier.Name).ShouldNotBeEmpty();
    }
}

/// <summary>The other side of a channel.</summary>
internal interface IReceiver : IAsyncDisposable
{
    Fault Fault { get; set; }

    Task Asked { get; }

    /// <summary>All that it was told, decoded.</summary>
    string Received();

    /// <summary>What of it is taken for more than text: markup, pages.</summary>
    string Shown();
}
