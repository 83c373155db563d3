using Autocura.Notifications.Notifiers;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Notifications;

/// <summary>Registers the ways to reach people: one line for each.</summary>
public static class NotificationsSetup
{
    /// <summary>Adds <see cref="NoticeDispatch"/> and every <see cref="INotifier"/>.</summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="options">How they are set up.</param>
    /// <param name="network">The clock that connections run by: the machine's, also where all else runs by a simulated one.</param>
    public static IServiceCollection AddNotifications(this IServiceCollection services, NotificationOptions options, TimeProvider network)
    {
        services.AddSingleton(options).AddSingleton(new NotifierHttp(options, network));
        services.AddSingleton<INotifier, EmailNotifier>();
        services.AddSingleton<INotifier, PagerDutyNotifier>();
        services.AddSingleton<INotifier, SlackNotifier>();
        services.AddSingleton<INotifier, TeamsNotifier>();
        services.AddSingleton<INotifier, WebhookNotifier>();
        return services.AddSingleton<NotificationRate>().AddSingleton<NoticeDispatch>().AddSingleton<DigestDispatch>();
    }
}
