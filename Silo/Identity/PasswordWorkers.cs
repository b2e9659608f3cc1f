using System.Threading.Channels;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Identity;

/// <summary>
/// Hashes passwords on threads of its own, half as many as there are processors, so that a burst of logins slows
/// neither grains nor requests. What waits is bounded to some five seconds of work; beyond that a check is refused.
/// </summary>
public sealed class PasswordWorkers : BackgroundService, IPasswords
{
    private const int WaitingEach = 40;
    private readonly int _workers = Math.Max(1, Environment.ProcessorCount / 2);
    private readonly Channel<Action> _waiting;
    private readonly PasswordHash _hashes;

    /// <summary>Workers that make and check hashes of this cost.</summary>
    public PasswordWorkers(PasswordHash hashes)
    {
        _hashes = hashes;
        _waiting = Channel.CreateBounded<Action>(_workers * WaitingEach);
    }

    /// <inheritdoc/>
    public async Task<string> HashAsync(string password)
    {
        var (job, result) = Job(() => _hashes.Make(password));
        await _waiting.Writer.WriteAsync(job);
        return await result;
    }

    /// <inheritdoc/>
    public async Task<PasswordCheck> CheckAsync(string password, string? stored)
    {
        var (job, result) = Job(() => Check(password, stored));
        return _waiting.Writer.TryWrite(job) ? await result : PasswordCheck.Busy;
    }

    /// <inheritdoc/>
    public bool NeedsRehash(string stored) => _hashes.NeedsRehash(stored);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Enumerable.Range(0, _workers).Select(_ => Task.Factory.StartNew(
            () => Work(stoppingToken),
            stoppingToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

    private static (Action Job, Task<T> Result) Job<T>(Func<T> work)
    {
        var result = new Task<T>(work, TaskCreationOptions.RunContinuationsAsynchronously);
        return (() => result.RunSynchronously(TaskScheduler.Default), result);
    }

    private PasswordCheck Check(string password, string? stored)
    {
        if (stored is not null)
        {
            return _hashes.Verify(password, stored) ? PasswordCheck.Right : PasswordCheck.Wrong;
        }

        _hashes.Waste(password);
        return PasswordCheck.Wrong;
    }

    /// <summary>A thread of its own: the wait blocks it on purpose.</summary>
    private void Work(CancellationToken stop)
    {
        try
        {
            while (_waiting.Reader.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
            {
                while (_waiting.Reader.TryRead(out var job))
                {
                    job();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _waiting.Writer.TryComplete();
        }
    }
}
