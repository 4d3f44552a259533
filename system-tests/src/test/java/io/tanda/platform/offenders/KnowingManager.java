package io.tanda.platform.offenders;

import com.hazelcast.core.HazelcastInstance;
import io.tanda.dispatch.offenders.MySqlCalls;

/** Breaks: the platform knows no verticle, only the launcher knows the cluster, names say what a thing is. */
public record KnowingManager(HazelcastInstance cluster, MySqlCalls calls) {}
