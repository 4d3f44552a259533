package io.tanda.pods;

import java.net.URI;

/**
 * Where a pod may be: an address that is known before there is a pod.
 *
 * @param number from 1, among those of its role
 * @param name of the pod, unique on this machine
 */
public record Place(Role role, int number, String name, String address) {

    /** As podman calls the container of the pod. */
    public String container() {
        return name + "-" + role.container();
    }

    @Override
    public String toString() {
        return name;
    }

    URI management(String path) {
        return URI.create("http://" + address + ":" + role.managementPort() + path);
    }
}
