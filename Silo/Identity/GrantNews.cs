using Npgsql;

namespace SunGov.Silo.Identity;

/// <summary>
/// Hears by <c>LISTEN grants</c> of every change that alters what identities may do, and knows whether it still hears:
/// without an answer from the server for 2 s, nothing in memory counts as fresh (design section 6).
/// </summary>
/// <param name="database">Connection string of the application's role.</param>
/// <param name="clock">Measures the silence.</param>
/// <param name="log">Says when the news are interrupted.</param>
public sealed class GrantNews(string database, TimeProvider clock, ILogger<GrantNews> log) : BackgroundService
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(700);
    private long _heard;
    private volatile bool _listening;

    /// <summary>Tells the key of what changed; null for 'anything may have'.</summary>
    public event Action<string?>? Changed;

    /// <summary>Whether memory may be trusted now.</summary>
    public bool Fresh => _listening && clock.GetElapsedTime(Volatile.Read(ref _heard)) < Trust;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception lost) when (lost is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("News of changed grants are interrupted; reading from storage: {Reason}", lost.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            finally
            {
                _listening = false;
                Changed?.Invoke(null);
            }

            await Task.Delay(Silence, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        var settings = new NpgsqlConnectionStringBuilder(database)
        {
            Pooling = false,
            Timeout = 2,
            CommandTimeout = 2,
            ApplicationName = "sungov grants",
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, news) => Changed?.Invoke(news.Payload.Length > 0 ? news.Payload : null);
        await connection.OpenAsync(stop);
        await using var listen = new NpgsqlCommand("listen grants", connection);
        await listen.ExecuteNonQueryAsync(stop);
        await using var ask = new NpgsqlCommand("select 1", connection);
        Hear();
        Changed?.Invoke(null);
        while (true)
        {
            Hear();
            if (!await connection.WaitAsync(Silence, stop))
            {
                await ask.ExecuteScalarAsync(stop);
            }
        }
    }

    private void Hear()
    {
        Volatile.Write(ref _heard, clock.GetTimestamp());
        _listening = true;
    }
}
